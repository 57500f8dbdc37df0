import { getOwnCard, listChallenges, updateChallenge } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { TillPage } from '../support/till-page.ts';

const english = { language: 'en' } as const;
const desk = { ...english, width: 1440, height: 900 } as const;

describe.runIf(await findBrowser())('challenges', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;
  let till: Till;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    till = new Till(club.api, await makeKey(club.api), shop.location.code);
    await makeProduct(club.api, { category: 'coffee' });
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie: string | undefined, look: object): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };

  it('a manager makes a stamp card, publishes and ends it', async () => {
    const page = await open('/console/challenges/new', manager.cookie, desk);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Please fill this in').first().waitFor();
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('Five cups');
    await page.getByLabel('Stamps on a card').fill('5');
    await page.getByText('Only some goods').click();
    await page.getByRole('main').getByRole('combobox').last().waitFor();
    await page.getByRole('combobox', { name: 'Reward' }).selectOption({ label: 'Cappuccino' });
    await page.getByRole('button', { name: 'Save as draft' }).click();
    // The goods are not chosen yet.
    expect(new URL(page.url()).pathname).toBe('/console/challenges/new');
    await page.getByText('All goods').click();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Five cups' }).waitFor();
    const step = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    };
    await step('Publish');
    await page.getByText('Published', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const api = club.api.client({ cookie: manager.cookie });
    const state = async () =>
      (await api.call(listChallenges)).data.find(({ name }) => name.en === 'Five cups')?.state;
    expect(await state()).toBe('live');
    await step('End');
    await page.getByText('Ended', { exact: true }).first().waitFor();
    expect(await state()).toBe('ended');
    await page.context().close();
  });

  it('a member sees the stamps, what counted, the voucher, and says what is missing', async () => {
    const card = await makeStampCard(club.api, {
      goal: 5,
      name: { en: 'Five cups, then one on us' },
      reward: { kind: 'voucher', rewardId: shop.rewards.coffee.id },
    });
    const me = await makeSignedInMember(club.api);
    await till.sell(me.member.id, cups(4));
    await till.sell(me.member.id, 1000);
    await till.sell(me.member.id, cups(3));
    const page = await open('/club/rewards', me.cookie, english);
    await page.getByRole('link', { name: 'Challenges' }).click();
    const shown = page.getByRole('article', { name: 'Five cups, then one on us' });
    await shown.getByText('3 stamps to go').waitFor();
    await shown.getByRole('img', { name: '2 of 5 stamps' }).waitFor();
    await shown.getByText('What counted and what did not').click();
    const rows = await shown
      .getByRole('listitem')
      .filter({ has: page.getByRole('link') })
      .allInnerTexts();
    expect(rows.map((row) => /\d stamps|Nothing in it counts here/u.exec(row)?.[0])).toEqual([
      '3 stamps',
      'Nothing in it counts here',
      '4 stamps',
    ]);
    expect(await axeFaults(page)).toEqual([]);
    await shown.getByRole('button', { name: 'Missing a stamp? Tell us' }).click();
    await page.getByLabel('What is missing?').fill('Two cups on Monday.');
    await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    await shown.getByTestId('report').getByText('Two cups on Monday.').waitFor();
    await shown.getByRole('link', { name: 'Your voucher is ready' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cappuccino' }).waitFor();
    // It cost nothing, so there is nothing to cancel.
    expect(await page.getByRole('button', { name: /Cancel/u }).count()).toBe(0);
    await page.context().close();

    const tasks = await open('/console/tasks', manager.cookie, desk);
    const task = tasks.getByRole('article').filter({ hasText: 'Two cups on Monday.' });
    await task.getByText('Five cups, then one on us').waitFor();
    await tasks.context().close();
    expect(card.state).toBe('live');
  });

  it('a manager makes a challenge that gives a badge, and a member sees it', async () => {
    const page = await open('/console/challenges/new', manager.cookie, desk);
    await page.getByRole('group', { name: 'Name', exact: true }).getByLabel('English').fill('Two cups');
    await page.getByLabel('Stamps on a card').fill('2');
    await page.getByRole('combobox', { name: 'Members get' }).selectOption({ label: 'Badge' });
    await page.getByLabel('Key').fill('Early Bird');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Only lower-case letters').waitFor();
    await page.getByLabel('Key').fill('early-bird');
    await page.getByRole('group', { name: 'Name of the badge' }).getByLabel('English').fill('Early bird');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Two cups' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    await page.context().close();

    const me = await makeSignedInMember(club.api);
    await till.sell(me.member.id, cups(2));
    const mine = await open('/club/challenges', me.cookie, english);
    await mine.getByText('the badge “Early bird”').waitFor();
    await mine.getByRole('region', { name: 'Badges' }).getByText('Early bird').waitFor();
    expect(await axeFaults(mine)).toEqual([]);
    await mine.context().close();
    const api = club.api.client({ cookie: manager.cookie });
    const [made] = (await api.call(listChallenges)).data.filter(({ name }) => name.en === 'Two cups');
    await api.call(updateChallenge, {
      params: { id: made?.id ?? '' },
      version: made?.version ?? 0,
      body: { state: 'ended' },
    });
  });

  it('a manager makes a challenge to spend, and a member sees the money', async () => {
    const page = await open('/console/challenges/new', manager.cookie, desk);
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('€50 on beans');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Amount spent' });
    await page.getByLabel('Amount to spend').fill('0.50');
    await page.getByRole('combobox', { name: 'Period' }).selectOption({ label: 'Each month' });
    await page.getByLabel('Most times per member').fill('3');
    await page.getByRole('combobox', { name: 'Members get' }).selectOption({ label: 'Points' });
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Enter an amount from €1.00 to €100,000.00').waitFor();
    await page.getByLabel('Amount to spend').fill('50');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: '€50 on beans' }).waitFor();
    const api = club.api.client({ cookie: manager.cookie });
    const [made] = (await api.call(listChallenges)).data.filter(({ name }) => name.en === '€50 on beans');
    expect(made).toMatchObject({
      goal: 5000,
      mostFilled: 3,
      terms: { kind: 'spend', currency: 'EUR', restarts: 'month' },
    });
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    // Members may know it now, so what it counts stays.
    expect(await page.getByRole('combobox', { name: 'Kind' }).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();

    const me = await makeSignedInMember(club.api);
    await till.sell(me.member.id, 1250);
    const own = await open('/club/challenges', me.cookie, english);
    const shown = own.getByRole('article', { name: '€50 on beans' });
    await shown.getByText('€37.50 to go').waitFor();
    await shown.getByText('New every month').waitFor();
    expect(await shown.getByRole('progressbar').getAttribute('aria-valuetext')).toBe('€12.50 of €50.00');
    await shown.getByRole('button', { name: 'Missing a purchase? Tell us' }).waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();
    await api.call(updateChallenge, {
      params: { id: made?.id ?? '' },
      version: 2,
      body: { state: 'ended' },
    });
  });

  it('a manager makes a streak, and a member sees the weeks in a row and what keeps them', async () => {
    const page = await open('/console/challenges/new', manager.cookie, desk);
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('Three weeks in a row');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Weeks or months in a row' });
    await page.getByLabel('How many in a row').fill('3');
    await page.getByRole('combobox', { name: 'Members get' }).selectOption({ label: 'Points' });
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Three weeks in a row' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('so the length stays: 3 weeks').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();

    const me = await makeSignedInMember(club.api);
    await till.sell(me.member.id, 1250);
    const own = await open('/club/challenges', me.cookie, english);
    const shown = own.getByRole('article', { name: 'Three weeks in a row' });
    await shown.getByText('2 weeks to go').waitFor();
    await shown.getByText(/This week counts. Buy again by .+ to keep going/u).waitFor();
    await shown.getByText('After a week without a purchase, the count starts over.').waitFor();
    await shown.getByRole('img', { name: '1 of 3 weeks in a row' }).waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await own.goto('/club/earn');
    await own.getByText(/This week counts. Buy again by .+ to keep going/u).waitFor();
    await own.context().close();
    const api = club.api.client({ cookie: manager.cookie });
    const [made] = (await api.call(listChallenges)).data.filter(({ goal }) => goal === 3);
    await api.call(updateChallenge, {
      params: { id: made?.id ?? '' },
      version: made?.version ?? 0,
      body: { state: 'ended' },
    });
  });

  it('the till says what a purchase counted', async () => {
    await makeStampCard(club.api, {
      goal: 4,
      name: { en: 'Every visit' },
      terms: { stamps: 'per-purchase', where: { fact: 'line.kind', op: 'is', value: 'goods' } },
    });
    const me = await makeSignedInMember(club.api);
    const { card } = await club.api.client({ cookie: me.cookie }).call(getOwnCard);
    const cashier = await makeStaff(club.api, ['cashier']);
    const counter = await TillPage.open(club, { cookie: cashier.cookie ?? '', location: shop.location.code });
    await counter.type(card.number);
    await counter.tap('12.50');
    await counter.post();
    await counter.page.getByText('Every visit: 1 of 4').waitFor();
    expect(await axeFaults(counter.page)).toEqual([]);
    await counter.page.context().close();
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { changeClub, makeTier } from '../support/makers/purchases.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { asOwner } from '../support/owner.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';

const english = { language: 'en' } as const;
const desk = { ...english, width: 1440, height: 900 } as const;
const phone = { ...english, width: 320, height: 640 } as const;
const tooWide = 'document.documentElement.scrollWidth - innerWidth';

describe.runIf(await findBrowser())('tiers', () => {
  let club: TestClub;
  let manager: SignedIn;
  let shop: Shop;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    await makeTier(club.api, {
      code: 'royal',
      name: { en: 'Royal', de: 'Royal', cs: 'Royal' },
      threshold: 90_000,
      multiplierPercent: 150,
      benefits: { en: 'A free coffee on your birthday' },
    });
    await makeTier(club.api, {
      code: 'silver',
      name: { en: 'Silver', de: 'Silber', cs: 'Stříbro' },
      threshold: 100,
    });
  });
  beforeEach(async () => {
    const { body } = await send(club.api, 'get', '/club', manager).expect(200);
    const points = { ...body.points, statusBase: 'points', qualifyingPeriod: 'calendar-year' };
    await changeClub(club.api, { points });
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie: string | undefined, look: object): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };

  it('a manager gives a tier until a day, the member sees it, and it ends early', async () => {
    const me = await makeSignedInMember(club.api);
    const page = await open(`/console/members/${me.member.id}`, manager.cookie, desk);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Give a tier' }).click();
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Please fill this in').first().waitFor();
    await dialog.getByLabel('Tier').selectOption({ label: 'Royal' });
    await dialog.getByLabel('Last day').fill('2020-01-31');
    await dialog.getByLabel('Reason').fill('A regular for years');
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Choose a day from today on').waitFor();
    const nextYear = new Date(club.api.clock.now()).getUTCFullYear() + 1;
    await dialog.getByLabel('Last day').fill(`${nextYear}-03-31`);
    // A tier that is gone is a fault of the tier, not of the day.
    const royal = dialog.getByRole('option', { name: 'Royal' });
    await royal.evaluate((option: { value: string }) => (option.value = 'gone'));
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    await dialog.getByText('Please check this').first().waitFor();
    expect(await dialog.getByText('Choose a day from today on').count()).toBe(0);
    await royal.evaluate((option: { value: string }) => (option.value = 'royal'));
    await dialog.getByLabel('Tier').selectOption('royal');
    await dialog.getByRole('button', { name: 'Give the tier' }).click();
    const until = `Given by the club until 31 March ${nextYear}`;
    await page.getByText(until, { exact: false }).waitFor();
    await page.getByText('A regular for years').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const own = await open('/club', me.cookie, phone);
    await own.getByRole('link', { name: 'Royal' }).click();
    await own.getByRole('heading', { level: 1, name: 'Royal' }).waitFor();
    await own.getByText(until, { exact: false }).waitFor();
    await own.getByText('A free coffee on your birthday').waitFor();
    expect(await own.getByText('A regular for years').count()).toBe(0);
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();

    await page.getByRole('button', { name: 'End now' }).click();
    await dialog.getByRole('button', { name: 'End it' }).click();
    await page.getByText('the time of the given tier is over').first().waitFor();
    expect(await page.getByText(until, { exact: false }).count()).toBe(0);
    await page.context().close();
  });

  it('a member who will lose the tier reads what keeps it, and the manager sees how many fall', async () => {
    const me = await makeSignedInMember(club.api);
    await shop.sell(15_000, me.member.id);

    const settings = await open('/console/settings', manager.cookie, desk);
    await settings.getByRole('radio', { name: 'within the last … days' }).check();
    await settings.getByRole('textbox', { name: 'How many' }).fill('7');
    const notice = settings.getByLabel('Notice before a tier falls');
    await notice.fill('91');
    await settings.getByRole('radio', { name: 'Spending' }).check();
    await settings.getByText('This applies to purchases after you save').waitFor();
    const save = settings.locator('form[action="?/points"]').getByRole('button', { name: 'Save' });
    await save.click();
    await settings.getByText('Enter 0 to 90 days').waitFor();
    await notice.fill('20');
    await save.click();
    await settings.locator('[data-sonner-toast]', { hasText: 'Saved' }).waitFor();
    await settings.context().close();

    const own = await open('/club', me.cookie, phone);
    const line = own.getByText(/Collect 100 more status points by .* to keep Silver/);
    await line.waitFor();
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    await own.getByRole('link', { name: 'Silver' }).click();
    await own.getByRole('heading', { level: 1, name: 'Silver' }).waitFor();
    await line.waitFor();
    await own.getByText('Otherwise you will have no tier after that').waitFor();
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();

    const ladder = await open('/console/tiers', manager.cookie, desk);
    const row = ladder.getByRole('row', { name: /Silver/ });
    await row.getByRole('link', { name: 'Show 1 member who would lose Silver' }).waitFor();
    expect(await axeFaults(ladder)).toEqual([]);
    await row.getByRole('link', { name: 'Show 1 member who would lose Silver' }).click();
    await ladder
      .getByRole('link', { name: me.member.firstName ?? '' })
      .first()
      .waitFor();
    await ladder.getByLabel('Would lose the tier').waitFor();
    await ladder.goBack();
    await row.getByRole('link', { name: 'Show 1 member with Silver' }).click();
    await ladder
      .getByRole('link', { name: me.member.firstName ?? '' })
      .first()
      .waitFor();
    await ladder.context().close();
    const narrow = await open('/console/tiers', manager.cookie, phone);
    expect(await narrow.evaluate<number>(tooWide)).toBe(0);
    await narrow.context().close();
  });

  it('a manager chooses what a tier brings, and the member who reaches it has the voucher', async () => {
    await makeReward(club.api, { name: { en: 'A bag of beans' } });
    await makeTier(club.api, { code: 'opal', name: { en: 'Opal', de: 'Opal', cs: 'Opál' }, threshold: 300 });
    const ladder = await open('/console/tiers', manager.cookie, desk);
    await ladder.getByRole('link', { name: /^Opal/ }).click();
    const dialog = ladder.getByRole('dialog');
    await dialog.getByLabel('Voucher on reaching the tier').selectOption({ label: 'A bag of beans' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await ladder.getByText('Voucher on reaching it: A bag of beans').waitFor();
    expect(await axeFaults(ladder)).toEqual([]);
    await ladder.context().close();

    const me = await makeSignedInMember(club.api);
    const own = await open('/club/tier', me.cookie, phone);
    await own.getByText('Voucher on reaching it: A bag of beans').waitFor();
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    expect(await axeFaults(own)).toEqual([]);
    await shop.sell(30_000, me.member.id);
    const rewards = await open('/console/rewards', manager.cookie, desk);
    await rewards.getByRole('link', { name: 'A bag of beans' }).first().click();
    await rewards.getByLabel('Who sees and redeems it').selectOption({ label: 'From Opal on' });
    await rewards.getByRole('button', { name: 'Save' }).first().click();
    await rewards.locator('[data-sonner-toast]', { hasText: 'Saved' }).waitFor();
    expect(await axeFaults(rewards)).toEqual([]);
    await rewards.context().close();
    const vouchers = async (): Promise<unknown[]> =>
      (await send(club.api, 'get', '/me/vouchers', me).expect(200)).body.data;
    await expect.poll(vouchers, { timeout: 15_000 }).toHaveLength(1);
    await own.goto('/club/vouchers');
    await own.locator('a[href^="/club/vouchers/"]', { hasText: 'A bag of beans' }).waitFor();
    await own.goto('/club/rewards');
    await own.getByText('From Opal on').first().waitFor();
    await own.goto('/club/tier');
    await own.getByText('Rewards only from this tier on: A bag of beans').waitFor();
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    await own.context().close();
  });

  it('a manager lets visits in the year of each member decide, and sees before saving what that does', async () => {
    await makeTier(club.api, {
      code: 'daily',
      name: { en: 'Daily', de: 'Täglich', cs: 'Denně' },
      threshold: 1,
    });
    const me = await makeSignedInMember(club.api);
    await shop.sell(50, me.member.id);
    const settings = await open('/console/settings', manager.cookie, desk);
    await settings.getByRole('radio', { name: 'Points balance' }).check();
    expect(await settings.getByRole('radio', { name: 'within the last … days' }).count()).toBe(0);
    expect(await settings.getByRole('radio', { name: 'within the calendar year' }).isChecked()).toBe(true);
    await settings.getByRole('radio', { name: 'Visits' }).check();
    await settings.getByText('This takes effect as soon as you save').waitFor();
    const table = settings.getByRole('table', { name: 'Members by tier' });
    const row = table.getByRole('row', { name: /Daily/ });
    const lifted = async (): Promise<number> => {
      const cells = await row.getByRole('cell').allTextContents();
      const [before = 0, afterwards = 0] = cells
        .map((text) => text.trim())
        .slice(-3)
        .map(Number);
      return afterwards - before;
    };
    // The table of the balance gives way to that of visits.
    await expect.poll(lifted).toBeGreaterThan(0);
    await settings.getByRole('radio', { name: 'within their own membership year' }).check();
    await settings.getByText('whose own year ends by').waitFor();
    await expect.poll(lifted).toBeGreaterThan(0);
    expect(await axeFaults(settings)).toEqual([]);
    await settings.locator('form[action="?/points"]').getByRole('button', { name: 'Save' }).click();
    await settings.locator('[data-sonner-toast]', { hasText: 'Saved' }).waitFor();
    await settings.context().close();

    const ownTier = async (): Promise<unknown> =>
      (await send(club.api, 'get', '/me/tier', me).expect(200)).body.tier;
    await expect.poll(ownTier, { timeout: 15_000 }).toMatchObject({ code: 'daily', status: 1 });
    const own = await open('/club', me.cookie, phone);
    await own.getByText('99 more visits to Silver').first().waitFor();
    await own.goto('/club/tier');
    await own.getByText('from 100 visits').waitFor();
    await own.getByText('Your membership year runs until').waitFor();
    expect(await own.evaluate<number>(tooWide)).toBe(0);
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();
    const ladder = await open('/console/tiers', manager.cookie, desk);
    await ladder
      .getByText('by the days on which they buy something within their own membership year')
      .waitFor();
    await ladder.context().close();
  });

  it('shows the ladder also if the members cannot be counted', async () => {
    const rename = (from: string, to: string) =>
      asOwner(club.api, `alter function ${from}() rename to ${to}`);
    await rename('current_member_ids', 'lost');
    const page = await open('/console/tiers', manager.cookie, desk);
    await page.getByText('The members could not be counted').waitFor();
    await page.getByRole('link', { name: /Royal/ }).first().waitFor();
    await rename('lost', 'current_member_ids');
    await page.reload();
    await page.getByRole('heading', { name: 'Members by tier' }).waitFor();
    await page.context().close();
  });
});

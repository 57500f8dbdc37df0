import {
  createEarningRule,
  createProduct,
  getEarningRule,
  getOwnPoints,
  pauseEarningRule,
  publishEarningRule,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { lateScript, startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

describe.runIf(await findBrowser())('a rule with a condition', () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    location = (await openShop(club.api)).location.code;
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
    await api.call(createProduct, { body: { sku: 'S-1', name: 'House blend', category: 'coffee' } });
  });
  afterAll(() => club.close());

  const open = async (path: string): Promise<Page> => {
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(path);
    return page;
  };
  const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const sentenceOn = async (page: Page): Promise<string | undefined> =>
    (await page.getByTestId('sentence').textContent())?.trim();
  const save = async (page: Page): Promise<string> => {
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.waitForURL(/\/console\/rules\/[0-9a-f-]{36}$/);
    return idOf(page);
  };

  it('says that a rule is too much work with the others, and what to change', async () => {
    const compared = (from: number) =>
      Array.from({ length: 20 }, (_, value) => ({
        fact: 'line.quantity' as const,
        op: 'more-than',
        value: from + value,
      }));
    const when = {
      lines: 'any' as const,
      where: { any: [0, 20, 40, 60].map((from) => ({ any: compared(from) })) },
    };
    const effect = { kind: 'fixed-points' as const, points: 5, minimums: [] };
    const large = async (name: string): Promise<string> => {
      const body = { name, effect, when };
      return (await api.call(createEarningRule, { body })).id;
    };
    const [one, other] = [await large('Large'), await large('Larger')];
    const page = await open(`/console/rules/${one}`);
    await page.getByText(/This rule takes \d+% of what all live rules may take together/).waitFor();
    expect(await page.getByText('Together with the other live rules').count()).toBe(0);
    await api.call(publishEarningRule, { params: { id: one } });

    await page.goto(`/console/rules/${other}`);
    await page.getByText('Together with the other live rules this is too much').waitFor();
    await page.getByText('Conditions on products take most of it.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('A purchase would take too long.', { exact: true }).waitFor();
    expect(await api.call(getEarningRule, { params: { id: other } })).toMatchObject({ state: 'draft' });
    await api.call(pauseEarningRule, { params: { id: one } });
  });

  it('begins with a template, each with its sentence', async () => {
    const page = await open('/console/rules/new');
    const doubled = 'Members get double points on goods of the kind Goods or Service';
    const said: [string, string][] = [
      ['Happy hour', `${doubled}, if it is Thursday and it is between 17:00 and 20:00.`],
      ['First purchase', 'Members get 50 points per purchase, if the number of purchases is 0.'],
      [
        'Tenth visit',
        'Members get 100 points per purchase, if the number of days with a visit is 9 and the last purchase is not today.',
      ],
      ['Birthday', `${doubled}, if the birthday is at most 7 days away.`],
    ];
    for (const [name, sentence] of said) {
      await page.getByRole('button', { name }).click();
      await expect.poll(() => sentenceOn(page)).toBe(sentence);
    }
    await page.getByRole('button', { name: 'Product bonus' }).click();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Fill this in with a valid value.').waitFor();
    await page.getByTestId('goods-condition').getByLabel('Value').fill('S-1');
    expect(await axeFaults(page)).toEqual([]);
    const sentence =
      'Members get 20 points per purchase, if the purchase contains goods whose article number is S-1.';
    expect(await sentenceOn(page)).toBe(sentence);
    const id = await save(page);
    expect(await sentenceOn(page)).toBe(sentence);
    expect((await api.call(getEarningRule, { params: { id } })).when).toEqual({
      lines: 'any',
      where: { fact: 'line.sku', op: 'is', value: 'S-1' },
    });
    await page.context().close();
  });

  it('say which hours of a night count, and offer the day of business', async () => {
    const night = { fact: 'moment.time', op: 'between', value: { from: '22:00', to: '02:00' } } as const;
    const when = { all: [{ fact: 'moment.weekday', op: 'is', value: 'friday' } as const, night] };
    const { id } = await api.call(createEarningRule, {
      body: { name: 'Friday night', effect: { kind: 'fixed-points', points: 5 }, when },
    });
    const page = await open(`/console/rules/${id}`);
    const said = 'Members get 5 points per purchase, if';
    expect(await sentenceOn(page)).toBe(
      `${said} it is Friday and it is before 02:00 or after 22:00 the same day.`,
    );
    await page.getByText(/^Past midnight/u).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Use the business day' }).click();
    await page.getByText(/^Past midnight/u).waitFor({ state: 'detached' });
    expect((await sentenceOn(page))?.replaceAll('\u00a0', ' ')).toBe(
      `${said} the business day is Friday (it lasts until 5 am) and it is between 22:00 and 02:00.`,
    );
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await expect
      .poll(async () => (await api.call(getEarningRule, { params: { id } })).when)
      .toEqual({ all: [{ fact: 'moment.business-weekday', op: 'is', value: 'friday' }, night] });
    await page.context().close();
  });

  it('say that a part of the editor did not load, and load it again', async () => {
    const { id } = await api.call(createEarningRule, {
      body: { name: 'Half loaded', effect: { kind: 'fixed-points', points: 5 } },
    });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    const parts = [
      'src/lib/earning/console/kinds/FixedPointsFields.svelte',
      ...['StartBackTest', 'RuleDialogs'].map((name) => `src/lib/earning/console/${name}.svelte`),
      'src/lib/facts/shared/conditions/PastCondition.svelte',
    ];
    for (const part of parts)
      await page.route(await lateScript(part), (route) => route.abort('connectionreset'));
    await page.goto(`/console/rules/${id}`);
    const failed = page.getByText('This part of the page did not load.');
    await expect.poll(() => failed.count()).toBe(2);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('button', { name: 'Earlier purchases', exact: true }).click();
    await expect.poll(() => failed.count()).toBe(4);
    expect(await axeFaults(page)).toEqual([]);
    await page.unrouteAll();
    for (let left = 4; left > 0; left -= 1) {
      await page.getByRole('button', { name: 'Try again' }).last().click();
      await expect.poll(() => failed.count()).toBe(left - 1);
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Points', { exact: true }).waitFor();
    await page.getByTestId('past-condition').waitFor();
    await page.context().close();
  });

  it('ask about visits of a month, of some purchases only', async () => {
    const when = {
      purchases: 'visits',
      days: 'this-month',
      where: { fact: 'purchase.payments', op: 'contains', value: 'card' },
      op: 'at-least',
      value: 2,
    } as const;
    const { id } = await api.call(createEarningRule, {
      body: { name: 'Often here', effect: { kind: 'fixed-points', points: 5 }, when },
    });
    const page = await open(`/console/rules/${id}`);
    const past = page.getByTestId('past-condition');
    await past.getByLabel('Period').selectOption({ label: 'in the last days' });
    await past.getByLabel('Days', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await page.getByText('Fill this in with a valid value.').waitFor();
    await past.getByLabel('Days', { exact: true }).fill('14');
    await page.getByRole('button', { name: 'Earlier purchases', exact: true }).click();
    const sum = page.getByTestId('past-condition').nth(1);
    await sum.getByLabel('What counts').selectOption({ label: 'Amount of the purchases' });
    await sum.getByLabel('Period').selectOption({ label: 'in this calendar month' });
    await sum.getByLabel('Value').fill('50');
    const sentence =
      'Members get 5 points per purchase, if the number of days with a visit in the last 14 days where the payment includes card is at least 2 and the sum of the purchases in this calendar month is at least €50.00.';
    await expect.poll(() => sentenceOn(page)).toBe(sentence);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await expect
      .poll(async () => (await api.call(getEarningRule, { params: { id } })).when)
      .toEqual({
        all: [
          { ...when, days: 14 },
          { purchases: 'sum', days: 'this-month', op: 'at-least', value: { amount: 5000, currency: 'EUR' } },
        ],
      });
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  it('gives points by bands of the amount, and by weight of all goods but some', async () => {
    const page = await open('/console/rules/new');
    const kind = (name: string): Promise<void> => page.getByRole('radio', { name }).check();
    await page.getByLabel('English').first().fill('Bands');
    await kind('Points by bands of the amount');
    await kind('The highest rate reached, for the whole amount');
    await page.getByLabel('Start of band 2').fill('0');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Enter a start that no other band has').waitFor();
    await page.getByLabel('Start of band 2').fill('80');
    await kind('All goods except some');
    await page.getByLabel('Value').fill('coffee');
    await page.getByLabel('How long the points are valid').selectOption('days');
    await page.getByLabel('Days or months').fill('0');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Enter a whole number from 1 to 1200').waitFor();
    await page.getByLabel('Days or months').fill('30');
    await page.getByText('Courts have voided rules').waitFor();
    const banded = `Members get 1 point for every €1.00 and 2 points for every €1.00 on the whole amount if it reaches €80.00 on everything except goods of category coffee, valid for 30 days.`;
    await expect.poll(() => sentenceOn(page)).toBe(banded);
    expect(await axeFaults(page)).toEqual([]);
    const id = await save(page);
    const except = { fact: 'line.category', op: 'is', value: 'coffee' };
    expect(await api.call(getEarningRule, { params: { id } })).toMatchObject({
      effect: { mode: 'reached-band', except },
      expiresAfter: { unit: 'days', count: 30 },
    });
    await kind('Points per piece or weight');
    await page.getByLabel('Unit', { exact: true }).selectOption('kilo');
    await expect.poll(() => sentenceOn(page)).toBe('Members get 10 points per kilo, valid for 30 days.');
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('gives points for birthdays and profiles, and the member is asked one question at a time', async () => {
    const page = await open('/console/rules/new');
    const kind = (name: string): Promise<void> => page.getByRole('radio', { name }).check();
    await page.getByLabel('English').first().fill('Tell us');
    await kind('Points for the birthday');
    await expect.poll(() => sentenceOn(page)).toBe('Members get 100 points for a birthday.');
    expect(await page.getByRole('group', { name: 'Locations' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Add a condition' }).click();
    const facts = page.getByLabel('Field', { exact: true });
    await facts.waitFor();
    const named = await facts
      .locator('option')
      .evaluateAll<string[], { readonly value: string }>((all) => all.map(({ value }) => value));
    expect(named).toContain('member.tier');
    expect(named).not.toContain('event.location');
    await page.getByRole('button', { name: 'Remove the condition' }).click();
    await kind('Points for the profile');
    await page.getByLabel('Birthday', { exact: true }).uncheck();
    await page.getByLabel('Phone', { exact: true }).uncheck();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Choose at least one').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Birthday', { exact: true }).check();
    await page.getByLabel('Phone', { exact: true }).check();
    const id = await save(page);
    await api.call(publishEarningRule, { params: { id } });
    await page.context().close();

    const member = await makeSignedInMember(club.api);
    const own = await club.page(member.cookie, { width: 390, height: 844, language: 'en' });
    await own.goto('/club/earn');
    await own.getByText('Still open: ').waitFor();
    await own.getByRole('link', { name: 'Fill in' }).click();
    await own.getByText('2 answers left').waitFor();
    const question = own
      .locator('form')
      .filter({ has: own.locator('[required]') })
      .first();
    await own.getByRole('heading', { name: 'When is your birthday?' }).waitFor();
    await question.getByRole('button', { name: 'Save' }).click();
    await own.getByRole('alert').waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await question.locator('[name=birthday]').fill('1990-05-17');
    await question.getByRole('button', { name: 'Save' }).click();
    await question.locator('[name=phone]').fill('+43 660 7654321');
    await question.getByRole('button', { name: 'Save' }).click();
    await own.getByText('the points come right away').waitFor();
    await expect
      .poll(async () => (await club.api.client({ cookie: member.cookie }).call(getOwnPoints)).available, {
        timeout: 15_000,
      })
      .toBe(100);
    await own.context().close();
  });

  it('is built by keyboard alone, and the purchase says that its condition was not met', async () => {
    const page = await open('/console/rules/new');
    const choose = async (button: string): Promise<void> => {
      await page.getByRole('button', { name: button }).focus();
      await page.keyboard.press('Enter');
    };
    const typeOver = async (label: string, text: string): Promise<void> => {
      await page.getByLabel(label).first().focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    };
    await choose('First purchase');
    await typeOver('Deutsch', 'Siebter Tag');
    await typeOver('English', 'Seventh day');
    await choose('Remove the condition');
    await choose('Add a condition');
    await page.getByLabel('Field').focus();
    await page.keyboard.type('Number of days');
    await typeOver('Value', '6');
    await page.getByRole('button', { name: 'Save as draft' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/rules\/[0-9a-f-]{36}$/);
    const id = idOf(page);
    const { when } = await api.call(getEarningRule, { params: { id } });
    expect(when).toEqual({ fact: 'member.visits', op: 'is', value: 6 });
    await api.call(publishEarningRule, { params: { id } });
    const { id: memberId } = await makeMember(club.api);
    const sold = await new Till(club.api, await makeKey(club.api), location).sell(memberId, 1000);
    await page.goto(`/console/purchases/${sold.id}`);
    const unmet = page.getByRole('listitem').filter({ hasText: 'The condition was not met' });
    expect(await unmet.getByRole('link').textContent()).toBe('Seventh day');
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });
});

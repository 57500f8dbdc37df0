import { getEarningRule, getOwnCard, type Location, type Tier } from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Condition } from '@regulars/conditions';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

const week = 7 * 86_400_000;

/** Double points on coffee for Roast and above on Thursdays from 17 to 20 in Vienna and Berlin, at most 200 a week. */
// Two rules, a back-test and three purchases at the till, by pointer and by keys.
describe.runIf(await findBrowser())('a manager builds a rule', { timeout: 240_000 }, () => {
  let club: TestClub;
  let manager: SignedIn;
  let cashier: SignedIn;
  let api: RegularsClient;
  let vienna: Location;
  let berlin: Location;
  let roast: Tier;
  let key: string;
  let anna: { id: string; card: string };
  let ben: { id: string; card: string };
  /** A Thursday of winter, half past five in Vienna. */
  const thursday = Temporal.ZonedDateTime.from('2027-01-14T17:30[Europe/Vienna]').epochMilliseconds;

  const makeCard = async (firstName: string): Promise<{ id: string; card: string }> => {
    const { cookie, member } = await makeSignedInMember(club.api, { firstName, lastName: 'Krause' });
    const { card } = await club.api.client({ cookie }).call(getOwnCard);
    return { id: member.id, card: card.number };
  };
  const sell = async (memberId: string, at: number, amount: number, category = 'coffee', where = vienna) =>
    new Till(club.api, key, where.code).sell(memberId, {
      purchasedAt: new Date(at).toISOString(),
      lines: [{ name: 'Goods', category, amount }],
    });

  beforeAll(async () => {
    club = await startClub();
    club.api.clock.set(new Date(thursday).toISOString());
    vienna = await makeLocation(club.api, { name: 'Vienna', code: 'shop-1' });
    berlin = await makeLocation(club.api, { name: 'Berlin', code: 'shop-2' });
    await makeLocation(club.api, { name: 'Online shop' });
    await makeTier(club.api, { name: { en: 'Bean' } });
    roast = await makeTier(club.api, { name: { en: 'Roast' }, threshold: 100 });
    await makeTier(club.api, { name: { en: 'Master roast' }, threshold: 1000 });
    await makeProduct(club.api, { sku: 'BEANS', name: 'House blend', quickKey: true });
    await makeProduct(club.api, { sku: 'TEA', name: 'Green tea', category: 'tea', quickKey: true });
    await makeRule(club.api, { name: '1 point per euro' });
    manager = await makeStaff(club.api, ['manager']);
    cashier = await makeStaff(club.api, ['cashier']);
    api = club.api.client({ cookie: manager.cookie });
    key = await makeKey(club.api);
    [anna, ben] = [await makeCard('Anna'), await makeCard('Ben')];
    // Anna is in Roast from the first one on. Of the others, only one of hers is what the rule is about.
    await sell(anna.id, thursday - 2 * week, 20_000, 'books');
    await sell(anna.id, thursday - week, 3000);
    await sell(anna.id, thursday - week + 1000, 4000, 'tea', berlin);
    await sell(ben.id, thursday - week, 5000);
  });
  afterAll(() => club.close());

  const open = async (): Promise<Page> => {
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto('/console/rules/new');
    return page;
  };
  const sentenceOn = (page: Page): Promise<string | undefined> =>
    page
      .getByTestId('sentence')
      .textContent()
      .then((text) => text?.trim());
  const sentence =
    'Members get double points on goods of category coffee at Vienna or Berlin, if the tier is at least Roast and it is Thursday and it is between 17:00 and 20:00, at most 200 points per member and week.';
  const expected = (weekday: Condition) => ({
    effect: { kind: 'multiplier', times: 2, where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    when: {
      all: [
        { fact: 'member.tier', op: 'at-least', value: roast.id },
        weekday,
        { fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } },
      ],
    },
    caps: [{ per: 'week', points: 200 }],
  });
  const savedOn = async (page: Page, weekday: Condition): Promise<void> => {
    await page.waitForURL(/\/console\/rules\/[0-9a-f-]{36}$/);
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const rule = await api.call(getEarningRule, { params: { id } });
    expect(rule).toMatchObject(expected(weekday));
    expect(new Set(rule.locations)).toEqual(new Set([vienna.id, berlin.id]));
  };

  /** The clock of the till shows that Thursday, as the one of the API does. */
  const openTill = async (): Promise<TillPage> => {
    const page = await club.page(cashier.cookie, { width: 1180, height: 820, language: 'en' });
    await page.clock.setFixedTime(thursday);
    return TillPage.at(page, vienna.code);
  };
  /** Why the member got which points. */
  const sellAtTheTill = async (till: TillPage, { card }: typeof anna, product: string): Promise<string[]> => {
    await till.type(card);
    await till.button('Products').click();
    await till.page.getByRole('group', { name: 'Products' }).getByRole('button', { name: product }).click();
    await till.post();
    const why = till.page.getByRole('list', { name: 'Where the points come from' }).getByRole('listitem');
    await why.first().waitFor();
    const lines = await why.allTextContents();
    await till.next();
    return lines;
  };

  const buildByMouse = async (): Promise<void> => {
    const page = await open();
    await page.getByRole('button', { name: 'Happy hour' }).click();
    const name = page.getByRole('group', { name: 'Name' });
    await name.getByLabel('English').fill('Coffee Thursday');
    const [when, goods] = ['When', 'Which goods'].map((title) =>
      page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) }),
    ) as [Locator, Locator];
    await goods.getByLabel('Field').selectOption({ label: 'Category' });
    await goods.getByLabel('Comparison').selectOption({ label: 'is' });
    await goods.getByLabel('Value', { exact: true }).fill('coffee');
    await when.getByRole('button', { name: 'Group', exact: true }).click();
    await when.getByLabel('Field').last().selectOption({ label: 'Tier' });
    await when.getByLabel('Comparison').last().selectOption({ label: 'is at least' });
    const tier = when.getByRole('combobox', { name: 'Value', exact: true });
    // The other row of the group is not needed.
    await when.getByRole('button', { name: 'Remove condition' }).nth(2).click();
    await page.getByRole('button', { name: 'Add a limit' }).click();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Fill this in with a valid value.').waitFor();
    await page.getByText('Enter a whole number from 1').waitFor();
    await tier.selectOption({ label: 'Roast' });
    await page.getByLabel('Maximum points').fill('200');
    await page.getByLabel('Period', { exact: true }).selectOption({ label: 'per member and week' });
    for (const place of [vienna, berlin]) await page.getByLabel(place.name, { exact: true }).check();

    // Out of its group and to the top.
    const handles = when.getByRole('button', { name: /^Move condition/ });
    await drag(page, handles.last(), when.getByRole('listitem').first());
    await expect.poll(() => sentenceOn(page)).toBe(sentence);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await savedOn(page, { fact: 'moment.weekday', op: 'is-one-of', value: ['thursday'] });

    await page.getByRole('button', { name: 'Start the back-test' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Done' }).filter({ hasText: '+30 points' }).waitFor();
    await expect
      .poll(() => when.getByTestId('met').allTextContents())
      .toEqual([
        expect.stringMatching(/^2\s+met by 2 of 4 purchases/u),
        expect.stringMatching(/^4\s/u),
        expect.stringMatching(/^4\s/u),
      ]);
    await when.getByText('All together: 2 of 4 purchases').waitFor();
    await tier.selectOption({ label: 'Master roast' });
    await when.getByText('A new back-test counts the changed conditions.').waitFor();
    await tier.selectOption({ label: 'Roast' });
    await when.getByText('All together: 2 of 4 purchases').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    // The latest receipt is about tea.
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    const tried = page.getByRole('region', { name: 'With this draft' }).getByRole('group');
    await tried.getByText('1 rule gave nothing').waitFor();
    await tried.getByText('Nothing in this purchase counts for the rule').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Live', { exact: true }).first().waitFor();
    await page.context().close();
  };

  const buildByKeyboard = async (): Promise<void> => {
    const page = await open();
    const { keyboard } = page;
    const tabTo = async (wanted: Locator): Promise<void> => {
      for (let presses = 0; presses < 120; presses += 1) {
        if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab does not lead to ${String(wanted)}`);
    };
    const press = async (button: string): Promise<void> => {
      await tabTo(page.getByRole('button', { name: button, exact: true }).first());
      await keyboard.press('Enter');
    };
    /** Types what the focused field takes, or nothing to keep what it has, and goes on to the next one. */
    const fill = async (...texts: string[]): Promise<void> => {
      for (const text of texts) {
        await keyboard.type(text);
        await keyboard.press('Tab');
      }
    };
    const tick = async (box: string): Promise<void> => {
      await tabTo(page.getByLabel(box, { exact: true }));
      await keyboard.press('Space');
    };
    await tabTo(page.getByLabel('English').first());
    await fill('Coffee by keyboard');
    await tabTo(page.getByRole('radio', { name: 'Points per amount spent' }));
    await keyboard.press('ArrowRight');
    // What was added has the focus.
    await press('Add a condition');
    await fill('Weekday', '', 'Thursday');
    await press('Condition');
    await fill('Time of day', 'is between', '0500PM');
    await tabTo(page.getByLabel('To', { exact: true }));
    await fill('0800PM');
    await press('Condition');
    await fill('Tier', 'is at least', 'Roast');
    const goods = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Which goods' }) });
    await tabTo(goods.getByLabel('Field'));
    await fill('Category', '', 'coffee');
    await press('Add a limit');
    await fill('200', 'per member and week');
    for (const place of [vienna, berlin]) await tick(place.name);
    await tabTo(page.getByRole('button', { name: /^Move condition/ }).nth(2));
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    await page.getByText('Moved to place 1 of 3 in its group').waitFor();
    await expect.poll(() => sentenceOn(page)).toBe(sentence);
    await press('Save as draft');
    await savedOn(page, { fact: 'moment.weekday', op: 'is', value: 'thursday' });
    await press('Start the back-test');
    await page.getByRole('listitem').filter({ hasText: 'Done' }).filter({ hasText: '+30 points' }).waitFor();
    await press('Publish');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await tabTo(dialog.getByRole('button', { name: 'Publish' }));
    await keyboard.press('Enter');
    await page.getByText('Live', { exact: true }).first().waitFor();
    await page.context().close();
  };

  it('by mouse and by keyboard alone, back-tests and publishes it, and the next purchase at the till shows it', async () => {
    await buildByMouse();
    await buildByKeyboard();
    const till = await openTill();
    const lines = await sellAtTheTill(till, anna, 'House blend');
    for (const name of ['Coffee Thursday', 'Coffee by keyboard'])
      expect(lines.filter((line) => line.includes(name))).toEqual([expect.stringContaining('+8')]);
    // Not in the tier, and not coffee.
    for (const [member, product] of [
      [ben, 'House blend'],
      [anna, 'Green tea'],
    ] as const)
      expect((await sellAtTheTill(till, member, product)).filter((line) => /\+\d/u.test(line))).toHaveLength(
        1,
      );
    await till.page.context().close();
    // At half past eight it is over.
    club.api.clock.advance({ hours: 3 });
    const { points } = await sell(anna.id, thursday + 3 * 3_600_000, 1000);
    expect(points?.earned).toBe(10);
  });
});

/** By mouse, onto the upper edge of another row. */
async function drag(page: Page, handle: Locator, onto: Locator): Promise<void> {
  await handle.scrollIntoViewIfNeeded();
  const [from, to] = [await handle.boundingBox(), await onto.boundingBox()];
  if (!from || !to) throw new Error('A row is not shown');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y + 20, { steps: 3 });
  await page.mouse.move(to.x + 40, to.y + 3, { steps: 2 });
  await page.mouse.up();
}

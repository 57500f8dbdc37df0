import { getOwnCard, getPurchase, listPurchases, returnPurchase } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('till: at the counter', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1' }));
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(async () => {
    await club.close();
  });

  const openTill = (look = {}) => TillPage.open(club, { cookie: cashier.cookie, location }, look);
  const makeCard = async (firstName: string) => {
    const { cookie, member } = await makeSignedInMember(club.api, { firstName, lastName: 'Krause' });
    const { card } = await club.api.client({ cookie }).call(getOwnCard);
    return { number: card.number, id: member.id };
  };
  const scan = async (till: TillPage, code: string) => {
    await till.button('Scan').click();
    const field = till.page
      .getByRole('dialog')
      .getByLabel('Card or customer number, voucher, phone or e-mail');
    await field.fill(code);
    await field.press('Enter');
  };
  const purchasesOf = async (member: string) =>
    (await club.api.client({ cookie: manager.cookie }).call(listPurchases, { query: { member } })).data;

  it('takes cents first, and loses no digit silently', async () => {
    const till = await openTill();
    await till.button('Without card').click();
    const keypad = till.page.getByRole('group', { name: 'Keypad' });
    const key = (name: string) => keypad.getByRole('button', { name, exact: true }).click();
    for (const name of ['1', '2', '5', '0']) await key(name);
    await expect.poll(() => till.total.textContent()).toBe('€12.50');
    await key('00');
    await expect.poll(() => till.total.textContent()).toBe('€1,250.00');
    await key('Delete the last digit');
    await expect.poll(() => till.total.textContent()).toBe('€125.00');
    for (const name of ['9', '9', '9', '9']) await key(name);
    await expect.poll(() => till.total.textContent()).toBe('€1,250,099.99');
    await key('00');
    await till.page.getByRole('alert').getByText('The amount cannot have more digits.').waitFor();
    expect(await till.total.textContent()).toBe('€1,250,099.99');
    await till.button('Clear').click();
    await till.page.keyboard.type('12,5', { delay: 60 });
    await expect.poll(() => till.total.textContent()).toBe('€12.50');
    await till.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (text: string) => {
      await till.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await till.page.keyboard.press('Control+v');
    };
    await copied('€ 1,234.50');
    await expect.poll(() => till.total.textContent()).toBe('€1,234.50');
    await copied('12,5.0');
    await till.page.getByRole('alert').getByText('That is not an amount.').waitFor();
    expect(await till.total.textContent()).toBe('€1,234.50');
    await till.page.context().close();
  });

  it('asks whose purchase it is when another card is scanned', async () => {
    const [anna, ben] = [await makeCard('Anna'), await makeCard('Ben')];
    const till = await openTill();
    await till.wedge(anna.number);
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await till.tap('12.50');
    await scan(till, ben.number);
    const dialog = till.page.getByRole('dialog', { name: 'Whose purchase is this?' });
    await dialog.getByText('Open for Anna K.: €12.50. Scanned now: Ben K.').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Continue for Anna K.' }).click();
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    expect(await till.total.textContent()).toBe('€12.50');

    await scan(till, anna.number);
    await expect.poll(() => till.total.textContent()).toBe('€12.50');
    expect(await dialog.count()).toBe(0);

    await scan(till, ben.number);
    await dialog.getByRole('button', { name: 'Discard it and start with Ben K.' }).click();
    await till.page.getByRole('heading', { name: 'Ben K.' }).waitFor();
    expect(await till.total.textContent()).toBe('€0.00');

    await till.tap('7');
    await scan(till, anna.number);
    await dialog.getByRole('button', { name: 'Post this purchase for Anna K.' }).click();
    await till.post();
    await till.page.getByText('New balance: 7 points').waitFor();
    expect(await purchasesOf(anna.id)).toHaveLength(1);
    expect(await purchasesOf(ben.id)).toEqual([]);
    await till.page.context().close();
  });

  it('asks before it throws away open goods, by button and by Escape', async () => {
    const till = await openTill();
    await till.button('Without card').click();
    await till.button('New').click();
    await till.ready();
    await till.button('Without card').click();
    await till.tap('5');
    const [away, post] = [await till.button('New').boundingBox(), await till.button('Post').boundingBox()];
    // A thumb that misses 'Post' does not meet 'New'.
    expect((away?.y ?? 0) + (away?.height ?? 0)).toBeLessThan((post?.y ?? 0) - 100);
    const question = till.page.getByRole('alertdialog', { name: 'Discard this purchase?' });
    await till.button('New').click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await till.total.textContent()).toBe('€5.00');
    await till.page.keyboard.press('Escape');
    expect(await axeFaults(till.page)).toEqual([]);
    // Keys go to the question and not to the keypad behind it, and none of them posts.
    for (const key of ['7', 'Enter']) await till.page.keyboard.press(key);
    await question.waitFor();
    await till.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await till.total.textContent()).toBe('€5.00');
    await till.button('New').click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await till.ready();
    await till.page.context().close();
  });

  it('goes back to the scanner by itself, and undoes from the latest postings', async () => {
    const anna = await makeCard('Anna');
    const page = await club.page(cashier.cookie, { width: 1180, height: 820, language: 'en' });
    await page.clock.install();
    const till = await TillPage.at(page, location);
    await till.wedge(anna.number);
    await till.tap('12');
    await till.post();
    await page.getByText('New balance: 12 points').waitFor();
    await page.clock.runFor(9000);
    await till.ready();
    const latest = page.getByRole('region', { name: 'Latest transactions' });
    await latest.getByRole('button', { name: /^Undo/ }).click();
    await latest.getByText('returned').waitFor();
    const [posted] = await purchasesOf(anna.id);
    expect(posted).toMatchObject({ returned: 1200 });
    const { returns } = await club.api
      .client({ cookie: manager.cookie })
      .call(getPurchase, { params: { id: posted?.id ?? '' } });
    expect(returns).toHaveLength(1);
    await page.context().close();
  });

  it('lets a manager take a mistaken return back from the latest postings, and shows cashiers no way to', async () => {
    const anna = await makeCard('Anna');
    const till = await openTill();
    await till.wedge(anna.number);
    await till.tap('12');
    await till.post();
    await till.page.getByText('New balance: 12 points').waitFor();
    const [posted] = await purchasesOf(anna.id);
    const id = posted?.id ?? '';
    const office = club.api.client({ cookie: manager.cookie });
    const lines = [{ line: 0, quantity: 1 }];
    await office.call(returnPurchase, { params: { id }, body: { lines, reason: 'Wrong receipt' } });
    await till.page.goto('/till');
    await till.ready();
    const latest = till.page.getByRole('region', { name: 'Latest transactions' });
    await latest.getByText('returned').first().waitFor();
    expect(await till.page.getByText('Take back this return').count()).toBe(0);
    await till.page.context().close();

    const { page } = await TillPage.open(club, { cookie: manager.cookie, location });
    await page.locator(`a[href="/till/returns/${id}#past-returns"]`).click();
    const past = page.getByRole('region', { name: 'Past returns' });
    await past.getByText('Wrong receipt').waitFor();
    await past.getByRole('button', { name: 'Take back this return' }).click();
    const dialog = page.getByRole('dialog', { name: 'Was this return a mistake?' });
    await dialog.getByRole('button', { name: 'Take back this return' }).click();
    await dialog.getByText('Please fill this in').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByLabel('Reason').fill('The other Anna');
    await dialog.getByRole('button', { name: 'Take back this return' }).click();
    await past.getByText('Taken back', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Confirm return' }).waitFor();
    expect(await purchasesOf(anna.id)).toMatchObject([{ id, returned: 0 }]);
    const { returns } = await office.call(getPurchase, { params: { id } });
    expect(returns).toMatchObject([{ reversed: { reason: 'The other Anna', points: 12 } }]);
    await page.context().close();
  });

  it('keeps name, total and every key apart and in view on phones, sideways and at 200 % zoom', async () => {
    const { number } = await makeCard('Maximiliane');
    const till = await openTill();
    const { page } = till;
    await till.wedge(number);
    await page.getByRole('heading', { name: 'Maximiliane K.' }).waitFor();
    await till.tap('1250.50');
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const at = (faults: unknown) => ({ width, height, faults });
      for (const key of [page.getByRole('button', { name: '0', exact: true }), till.button('Post')]) {
        await key.scrollIntoViewIfNeeded();
        expect(at(await page.evaluate(sight))).toEqual(at([]));
      }
      expect(at(await page.evaluate(smallTargets))).toEqual(at([]));
    }
    await till.button('New').click();
    await page.getByRole('alertdialog').waitFor();
    // It grows to its size.
    await expect.poll(() => page.evaluate(smallTargets)).toEqual([]);
    await page.context().close();
  });
});

/** Phones, a phone sideways, a small window, a desk at 200 %, a tablet. */
const sizes = [
  [320, 568],
  [390, 844],
  [844, 390],
  [590, 410],
  [640, 360],
  [1180, 820],
] as const;

/** Buttons and links that a finger in a hurry misses. */
const smallTargets = `[...document.querySelectorAll('button, summary, header a')]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent.trim() || element.ariaLabel, element.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && Math.min(width, height) < 56)
  .map(([name, { width, height }]) => name + ' ' + width + ' × ' + height)`;

/** What of name and total is out of view, which buttons lie over each other, and whether the page scrolls sideways. */
const sight = `(() => {
  const main = document.querySelector('main');
  const faults = [];
  for (const [name, element] of [['name', main.querySelector('h1')], ['total', main.querySelector('[data-testid=total]')]]) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) faults.push(name + ' out of view');
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    if (!element.contains(seen)) faults.push(name + ' covered');
  }
  if (document.scrollingElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
  // Lists that scroll cut off what lies beyond their edges.
  const seenPart = (element) => {
    let { left, right, top, bottom } = element.getBoundingClientRect();
    for (let each = element.parentElement; each; each = each.parentElement) {
      if (getComputedStyle(each).overflowY === 'visible') continue;
      const edge = each.getBoundingClientRect();
      [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return { left, right, top, bottom };
  };
  // What has scrolled under the header that stays in view is not seen.
  const header = main.querySelector('[data-testid=who]');
  const isUnder = ([, { left, right, top, bottom }, element]) => {
    if (bottom <= top) return true;
    const edge = header.getBoundingClientRect();
    const middle = (Math.max(top, edge.top) + Math.min(bottom, edge.bottom)) / 2;
    const isBehind = top < edge.bottom && bottom > edge.top && !header.contains(element);
    return isBehind && header.contains(document.elementFromPoint((left + right) / 2, middle));
  };
  const buttons = [...main.querySelectorAll('button, output, h1, [data-testid=total]')]
    .map((element) => [element.textContent.trim(), seenPart(element), element])
    .filter((each) => !isUnder(each));
  for (const [index, [one, a]] of buttons.entries())
    for (const [other, b] of buttons.slice(index + 1)) {
      const apart = a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;
      if (!apart) faults.push(one + ' overlaps ' + other);
    }
  return faults;
})()`;

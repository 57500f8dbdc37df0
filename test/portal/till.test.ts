import { blockCard, getOwnCard, listCards, listPurchases, signOut } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { gotoWithLateScripts, startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('till: scan and post', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1' }));
    await makeProduct(club.api, {
      sku: 'BEANS',
      name: 'House blend 250 g',
      category: 'coffee',
      quickKey: true,
    });
    await makeProduct(club.api, {
      sku: 'BOOK',
      name: 'Morning light',
      category: 'books',
      quickKey: true,
      prices: [{ amount: 1400, currency: 'EUR' }],
    });
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(async () => {
    await club.close();
  });

  const openTill = () => TillPage.open(club, { cookie: cashier.cookie, location });
  const anna = () => makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
  const cardOf = async ({ cookie }: SignedInMember) => club.api.client({ cookie }).call(getOwnCard);
  const purchasesOf = async ({ member }: SignedInMember) =>
    (await club.api.client({ cookie: manager.cookie }).call(listPurchases, { query: { member: member.id } }))
      .data;

  it('finds a member by typed number, e-mail and wedge scanner', async () => {
    const till = await openTill();
    const member = await anna();
    const own = await cardOf(member);
    await till.type(own.card.number.replaceAll(/(\d{4})/g, '$1 '));
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await till.button('New').click();
    await till.type(member.member.email ?? '');
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await till.button('New').click();
    await till.verdict.waitFor();
    await till.page.evaluate('document.activeElement.blur()');
    await till.wedge(own.code ?? '');
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    expect(await till.total.textContent()).toBe('€0.00');
    await till.page.context().close();
  });

  it('previews, posts an amount and shows points and balance', async () => {
    const till = await openTill();
    const member = await anna();
    await till.type((await cardOf(member)).card.number);
    await till.tap('29.50');
    await till.page.getByText('+ 29 points').waitFor();
    await till.post();
    await till.page.getByText('New balance: 29 points').waitFor();
    await till.page.getByText('1 point per euro').waitFor();
    const [posted, ...others] = await purchasesOf(member);
    expect(others).toEqual([]);
    expect(posted).toMatchObject({ total: { gross: 2950, currency: 'EUR' }, earned: 29 });
    expect(posted?.receipt.number).toMatch(new RegExp(`^${location}-\\d{8}-1-\\d{3}$`));
    await till.next();
    await till.page.getByRole('region', { name: 'Latest transactions' }).getByText('€29.50').waitFor();
    await till.page.context().close();
  });

  it('posts products with quantities and a category filter', async () => {
    const till = await openTill();
    const member = await anna();
    await till.type((await cardOf(member)).card.number);
    await till.button('Products').click();
    const grid = till.page.getByRole('group', { name: 'Products' });
    await till.button('books').click();
    expect(await grid.getByRole('button').allTextContents()).toHaveLength(1);
    await grid.getByRole('button', { name: /Morning light/ }).click();
    await till.button('All').click();
    await grid.getByRole('button', { name: /House blend/ }).click();
    await till.button('One more of House blend 250 g').click();
    await expect.poll(() => till.total.textContent()).toBe('€31.80');
    await till.button('One less of Morning light').click();
    await expect.poll(() => till.total.textContent()).toBe('€17.80');
    await till.post();
    await till.page.getByText('New balance: 17 points').waitFor();
    await till.page.context().close();
  });

  it('posts once for a double tap, and once for a retry after a lost answer', async () => {
    const till = await openTill();
    const member = await anna();
    await till.type((await cardOf(member)).card.number);
    await till.tap('10');
    await till.button('Post').dblclick();
    await till.page.getByText('New balance: 10 points').waitFor();
    expect(await purchasesOf(member)).toHaveLength(1);

    await till.next();
    await till.type((await cardOf(member)).card.number);
    await till.tap('5');
    let lost = 0;
    await till.page.route('**/api/v1/purchases', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await till.post();
    await till.page
      .getByRole('alert')
      .getByText(/posted only once/)
      .waitFor();
    expect(await purchasesOf(member)).toHaveLength(2);
    await till.button('Again').click();
    await till.page.getByText('New balance: 15 points').waitFor();
    expect(lost).toBe(1);
    expect(await purchasesOf(member)).toHaveLength(2);
    await till.page.context().close();
  });

  it('undoes a whole purchase within 20 seconds', async () => {
    const till = await openTill();
    const member = await anna();
    await till.type((await cardOf(member)).card.number);
    await till.tap('12');
    await till.post();
    await till.page.getByRole('main').getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByRole('heading', { name: 'Undone' }).waitFor();
    await till.page.getByText('New balance: 0 points').waitFor();
    expect(await purchasesOf(member)).toMatchObject([{ returned: 1200 }]);
    await till.page.context().close();
  });

  it('tells an unknown code, a blocked card and the cashier’s own card apart', async () => {
    const till = await openTill();
    for (const code of [
      '4021000099999999',
      'https://example.org/x',
      'nobody@club.example',
      'x'.repeat(499),
    ]) {
      // The page drops what is typed while it looks something up, and the heading of the last code is still shown.
      const answered = till.page.waitForResponse((reply) => reply.url().endsWith('/cards/resolve'));
      await till.type(code);
      await answered;
      await till.page.getByRole('heading', { name: 'Unknown' }).waitFor();
    }
    const lost = await anna();
    const [card] = (
      await club.api.client({ cookie: manager.cookie }).call(listCards, { params: { id: lost.member.id } })
    ).data;
    if (!card) throw new Error('A member has a card');
    await club.api
      .client({ cookie: manager.cookie })
      .call(blockCard, { params: { id: card.id }, body: { reason: 'lost' } });
    await till.type(card.number);
    await till.page.getByRole('heading', { name: 'Card blocked' }).waitFor();
    await till.page.context().close();

    const both = await makeSignedInMember(club.api, { roles: ['cashier'] });
    const own = await TillPage.open(club, { cookie: both.cookie, location });
    await own.type((await cardOf(both)).card.number);
    await own.page.getByRole('heading', { name: 'Your own card' }).waitFor();
    expect(await own.total.count()).toBe(0);
    await own.page.context().close();
  });

  it('refuses offline, keeps the basket, and posts it later', async () => {
    const till = await openTill();
    const member = await anna();
    const { card } = await cardOf(member);
    await till.page.context().setOffline(true);
    await till.type(card.number);
    await till.page.getByRole('heading', { name: 'No connection' }).waitFor();
    await till.page.getByText('Offline', { exact: true }).waitFor();
    await till.page.context().setOffline(false);
    await till.page.getByText('Online', { exact: true }).waitFor();
    await till.type(card.number);
    await till.tap('8');
    await till.page.context().setOffline(true);
    await till.post();
    await till.page
      .getByRole('alert')
      .getByText(/posted only once/)
      .waitFor();
    expect(await purchasesOf(member)).toEqual([]);
    await till.page.context().setOffline(false);
    await till.page.reload();
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await till.button('Again').click();
    await till.page.getByText('New balance: 8 points').waitFor();
    expect(await purchasesOf(member)).toHaveLength(1);
    await till.page.context().close();
  });

  it.each([
    ['is known', true],
    ['is not known yet', false],
  ])('keeps the basket when the session ends while the price %s', async (_, known) => {
    const short = await makeStaff(club.api, ['cashier']);
    const till = await TillPage.open(club, { cookie: short.cookie, location });
    const endSession = () => club.api.client({ cookie: short.cookie }).call(signOut);
    const member = await anna();
    await till.type((await cardOf(member)).card.number);
    let release = (): void => undefined;
    const ended = new Promise<void>((resolve) => (release = resolve));
    if (!known)
      await till.page.route('**/api/v1/checkouts', async (route) => {
        await ended;
        await route.continue().catch(() => undefined);
      });
    await till.tap('7');
    if (known) {
      await till.preview.waitFor();
      await endSession();
      await till.post();
    } else {
      await till.post();
      await endSession();
      release();
    }
    await till.page.waitForURL(/\/sign-in/);
    await till.page.getByLabel('E-mail').fill(short.email);
    await till.page.getByLabel('Password', { exact: true }).fill(short.password);
    await till.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await till.page.waitForURL((url) => url.pathname === '/till');
    await expect.poll(() => till.total.textContent()).toBe('€7.00');
    await till.post();
    await till.page.getByText('New balance: 7 points').waitFor();
    await till.page.context().close();
  });

  it('works by keyboard alone', async () => {
    const till = await openTill();
    const member = await anna();
    const { keyboard } = till.page;
    await keyboard.type((await cardOf(member)).card.number, { delay: 60 });
    await keyboard.press('Enter');
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await keyboard.type('23,5', { delay: 60 });
    await expect.poll(() => till.total.textContent()).toBe('€23.50');
    await keyboard.press('Backspace');
    await expect.poll(() => till.total.textContent()).toBe('€23.00');
    await keyboard.press('Enter');
    await till.page.getByText('New balance: 23 points').waitFor();
    await keyboard.press('Enter');
    await till.verdict.getByText('Scan the card').waitFor();
    expect(await purchasesOf(member)).toHaveLength(1);
    await till.page.context().close();
  });

  it('passes axe, and has large targets', async () => {
    const till = await openTill();
    const member = await anna();
    const check = async () => expect(await axeFaults(till.page)).toEqual([]);
    await check();
    await till.type('4021000099999999');
    await till.page.getByRole('heading', { name: 'Unknown' }).waitFor();
    await check();
    await till.type((await cardOf(member)).card.number);
    await till.tap('12');
    await till.page.getByText('+ 12 points').waitFor();
    await check();
    for (const button of await till.page.getByRole('main').getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(56);
    }
    await till.button('Products').click();
    await check();
    await till.post();
    await till.page.getByText('New balance: 12 points').waitFor();
    await check();
    await till.page.context().close();
  });

  it('keeps the location that was chosen before hydration', async () => {
    const { code } = await makeLocation(club.api, { name: 'Wien 2' });
    const page = await club.page(cashier.cookie, { language: 'en' });
    const hydrate = await gotoWithLateScripts(page, '/till/location');
    await page.getByLabel('Wien 2').check();
    await hydrate();
    expect(await page.getByLabel('Wien 2').isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Open the till' }).click();
    await new TillPage(page).ready();
    expect((await page.context().cookies()).map(({ value }) => value).join(' ')).toContain(code);

    const hydrateAgain = await gotoWithLateScripts(page, '/till/location');
    expect(await page.getByLabel('Wien 2').isChecked()).toBe(true);
    await hydrateAgain();
    expect(await page.getByLabel('Wien 2').isChecked()).toBe(true);
    await page.context().close();
  });
});

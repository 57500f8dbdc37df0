import {
  getMember,
  getPurchase,
  listMembers,
  listPurchases,
  recordPurchase,
  redeemReward,
  signOut,
} from '@regulars/contracts';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, offer } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { startClub, type TestClub, untilGone } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

type Cut = 'before' | 'after';

describe.runIf(await findBrowser())('till: a lost answer', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let here: { id: string; code: string };

  beforeAll(async () => {
    club = await startClub();
    here = await makeLocation(club.api, { name: 'Wien 1' });
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(async () => {
    await club.close();
  });

  const openTill = (who = cashier) => TillPage.open(club, { cookie: who.cookie, location: here.code });
  const anna = () => makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
  const as = ({ cookie }: SignedIn) => club.api.client({ cookie });
  const purchasesOf = async ({ member }: SignedInMember) =>
    (await as(manager).call(listPurchases, { query: { member: member.id } })).data;

  /** Cuts the connection of the next such call, before it arrives or after it was processed. Returns what was sent. */
  const cutNext = async (
    page: Page,
    path: RegExp,
    cut: Cut,
  ): Promise<{ keys: string[]; bodies: string[] }> => {
    const sent = { keys: [] as string[], bodies: [] as string[] };
    await page.route(path, async (route: Route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.fallback();
      sent.keys.push((await request.allHeaders())['idempotency-key'] ?? '');
      sent.bodies.push(request.postData() ?? '');
      if (sent.keys.length > 1) return route.fallback();
      if (cut === 'after') await route.fetch();
      await route.abort('connectionreset');
    });
    return sent;
  };
  const ringUp = async (till: TillPage, { member }: SignedInMember, amount: string) => {
    await till.type(member.id);
    await till.tap(amount);
    await till.post();
  };
  const uncertain = (till: TillPage) =>
    till.page
      .getByRole('alert')
      .getByText(/only once/)
      .waitFor();
  const signInAs = async (till: TillPage, who: SignedIn) => {
    await till.page.waitForURL(/\/sign-in/);
    await till.page.getByLabel('E-mail').fill(who.email);
    await till.page.getByLabel('Password', { exact: true }).fill(who.password);
    await till.page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await till.page.waitForURL((url) => url.pathname.startsWith('/till'));
  };
  const openList = (till: TillPage) => till.page.getByRole('region', { name: 'No reply' });
  const again = (till: TillPage) => openList(till).getByRole('button', { name: /^Again/ });

  it.each<Cut>(['after', 'before'])(
    'is booked once if a colleague signs in and posts again: cut %s the booking',
    async (cut) => {
      const [leaving, coming] = [
        await makeStaff(club.api, ['cashier']),
        await makeStaff(club.api, ['cashier'], { locationIds: [here.id] }),
      ];
      const till = await openTill(leaving);
      const member = await anna();
      const sent = await cutNext(till.page, /\/api\/v1\/purchases$/, cut);
      await ringUp(till, member, '5');
      await uncertain(till);
      await as(leaving).call(signOut);
      await till.button('Again').click();
      await signInAs(till, coming);
      await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
      expect(
        await till.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])'),
      ).not.toMatch(/Anna|Krause|@|"card"/);
      await till.button('Again').click();
      await till.page.getByText('New balance: 5 points').waitFor();
      expect(await purchasesOf(member)).toHaveLength(1);
      expect(new Set(sent.keys).size).toBe(1);
      expect(new Set(sent.bodies).size).toBe(1);
      await till.next();
      await untilGone(openList(till));
      await till.page.context().close();
    },
  );

  it('shows a purchase that was booked before, with any key', async () => {
    const till = await openTill();
    const member = await anna();
    let calls = 0;
    await till.page.route(/\/api\/v1\/purchases$/, async (route) => {
      calls += 1;
      if (route.request().method() !== 'POST' || calls > 1) return route.fallback();
      await route.fetch({ headers: { ...route.request().headers(), 'idempotency-key': 'of-another-time' } });
      await route.abort('connectionreset');
    });
    await ringUp(till, member, '6');
    await uncertain(till);
    await till.button('Again').click();
    await till.page.getByRole('heading', { name: 'Already posted' }).waitFor();
    await till.page.getByText('€6.00').first().waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    expect(await purchasesOf(member)).toHaveLength(1);
    await till.next();
    await till.ready();
    await till.page.context().close();
  });

  it('books nothing under the number of another purchase until the cashier confirms', async () => {
    const till = await openTill();
    const member = await anna();
    await till.type(member.member.id);
    await till.tap('7');
    await till.page.getByText('Receipt number: assigned by this till').click();
    await till.page.getByLabel('Receipt number', { exact: true }).fill('R-1');
    const apiKey = await makeKey(club.api);
    const body = offer(club.api, here.code, { receipt: { location: here.code, number: 'R-1' } });
    await club.api.client({ apiKey }).call(recordPurchase, { body });
    await till.post();
    await till.page
      .getByRole('alert')
      .getByText(/belongs to another purchase: €47.30/)
      .waitFor();
    expect(await purchasesOf(member)).toEqual([]);
    await till.page.getByLabel('Receipt number', { exact: true }).fill('R-2');
    await till.post();
    await till.page.getByText('New balance: 7 points').waitFor();
    expect(await purchasesOf(member)).toHaveLength(1);
    await till.page.context().close();
  });

  it('is posted once from two tabs, and after a reload in between', async () => {
    const till = await openTill();
    const member = await anna();
    const posts: Route[] = [];
    await till.page.route(/\/api\/v1\/purchases$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      posts.push(route);
      await route.fetch();
      if (posts.length > 1) return route.fallback();
    });
    await ringUp(till, member, '8');
    await expect.poll(async () => (await purchasesOf(member)).length).toBe(1);
    await till.page.reload();
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();

    const other = new TillPage(await till.page.context().newPage());
    await other.page.goto('/till');
    await other.ready();
    await other.page.evaluate(
      'for (const name of Object.keys(localStorage)) if (name.startsWith("till-attempt:")) { const kept = JSON.parse(localStorage[name]); localStorage[name] = JSON.stringify({ ...kept, unanswered: true }); }',
    );
    await other.page.reload();
    await openList(other).getByText('Purchase · €8.00').waitFor();
    expect(await axeFaults(other.page)).toEqual([]);
    await again(other).click();
    await till.button('Again').click();
    await other.page.getByText('New balance: 8 points').waitFor();
    await till.page.getByText('New balance: 8 points').waitFor();
    expect(await purchasesOf(member)).toHaveLength(1);
    await till.page.context().close();
  });

  it('stays visible to the affected staff until it is discarded', async () => {
    const till = await openTill();
    const member = await anna();
    const stranger = await makeStaff(club.api, ['cashier'], {
      locationIds: [(await makeLocation(club.api, { name: 'Praha' })).id],
    });
    const sent = await cutNext(till.page, /\/api\/v1\/purchases$/, 'after');
    await ringUp(till, member, '9');
    await uncertain(till);
    await till.page.context().clearCookies({ name: 'regulars' });
    const [name = '', value = ''] = stranger.cookie.split('=');
    await till.page.context().addCookies([{ name, value, url: club.url }]);
    await till.page.goto('/till');
    await till.page.getByText('Praha', { exact: true }).click();
    await till.page.getByRole('button', { name: 'Open the till' }).click();
    await till.ready();
    await again(till).click();
    await till.page
      .getByRole('alert')
      .getByText(/belongs to Wien 1/)
      .waitFor();
    expect(sent.keys).toHaveLength(2);
    await openList(till)
      .getByRole('button', { name: /^Discard/ })
      .click();
    await till.page
      .getByRole('alertdialog')
      .getByText(/Latest transactions/)
      .waitFor();
    await till.page.getByRole('button', { name: 'Cancel' }).click();
    await openList(till).waitFor();
    await openList(till)
      .getByRole('button', { name: /^Discard/ })
      .click();
    await till.page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await openList(till).waitFor({ state: 'detached' });
    await till.page.reload();
    await till.ready();
    expect(await openList(till).count()).toBe(0);
    expect(sent.keys).toHaveLength(2);
    await till.page.context().close();
  });

  it('takes back once: an undo, and a part of a purchase after a reload', async () => {
    const till = await openTill();
    const member = await anna();
    await ringUp(till, member, '12');
    const undo = await cutNext(till.page, /\/returns$/, 'after');
    await till.page.getByRole('main').getByRole('button', { name: /^Undo/ }).click();
    await uncertain(till);
    await till.page.getByRole('main').getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByText('New balance: 0 points').waitFor();
    expect([undo.keys.length, new Set(undo.keys).size]).toEqual([2, 1]);
    expect(await purchasesOf(member)).toMatchObject([{ returned: 1200 }]);
    await till.page.unroute(/\/returns$/);

    const apiKey = await makeKey(club.api);
    const lines = [{ name: 'Cup', quantity: 3, unitPrice: 400 }];
    const body = offer(club.api, here.code, { member: { id: member.member.id }, lines });
    const { id } = await club.api.client({ apiKey }).call(recordPurchase, { body });
    await till.page.goto(`/till/returns/${id}`);
    const sent = await cutNext(till.page, /\/returns$/, 'after');
    await till.page.getByLabel('Quantity of Cup').fill('1');
    await till.page.getByLabel('Reason').fill('Faulty');
    await till.page.getByRole('button', { name: 'Confirm return' }).click();
    await openList(till).getByText('Return · €4.00').waitFor();
    await till.page.reload();
    await again(till).click();
    await till.page.getByRole('heading', { name: 'Return posted' }).waitFor();
    expect([sent.keys.length, new Set(sent.keys).size]).toEqual([2, 1]);
    const purchase = await as(manager).call(getPurchase, { params: { id: String(id) } });
    expect(purchase.returns).toMatchObject([{ amount: 400 }]);
    await till.page.context().close();
  });

  it('hands a reward out once', async () => {
    const till = await openTill();
    const saver = await makeSaver(club.api, 100);
    const { id } = await makeReward(club.api, { name: { en: 'Cappuccino' } });
    await as(saver).call(redeemReward, { params: { id }, body: {} });
    await till.type(saver.member.id);
    const sent = await cutNext(till.page, /\/use$/, 'after');
    await till.page.getByRole('button', { name: 'Redeem voucher Cappuccino' }).click();
    const dialog = till.page.getByRole('dialog', { name: 'Cappuccino' });
    await dialog.getByRole('button', { name: 'Redeem' }).click();
    await dialog
      .getByRole('alert')
      .getByText(/only once/)
      .waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await till.button('New').click();
    await openList(till).getByText('Voucher · Cappuccino').waitFor();
    await again(till).click();
    await dialog.getByText('Redeemed', { exact: true }).waitFor();
    expect([sent.keys.length, new Set(sent.keys).size]).toEqual([2, 1]);
    await till.page.context().close();
  });

  it('registers nobody twice, in the dialog and after a reload', async () => {
    const till = await openTill();
    const join = async (email: string) => {
      const dialog = till.page.getByRole('dialog');
      await dialog.getByLabel(/^Phone or e-mail/).fill(email);
      await dialog.getByRole('button', { name: 'Join' }).click();
      await dialog.getByText(email).waitFor();
      await dialog.getByRole('button', { name: 'Yes, join' }).click();
    };
    const welcome = () => till.page.getByRole('dialog', { name: /^Welcome/ }).waitFor();
    const cut = /\/api\/v1\/members$/;

    await cutNext(till.page, cut, 'after');
    await till.button('New member').click();
    await join('first@guest.example');
    await till.page
      .getByRole('alert')
      .getByText(/can join twice/)
      .waitFor();
    await join('first@guest.example');
    await welcome();
    await till.page.unroute(cut);
    await till.page.reload();
    await till.ready();

    await cutNext(till.page, cut, 'after');
    await till.button('New member').click();
    await join('second@guest.example');
    await till.page
      .getByRole('alert')
      .getByText(/can join twice/)
      .waitFor();
    await till.page.reload();
    await openList(till).getByText('New member').waitFor();
    expect(await till.page.evaluate('JSON.stringify({ ...localStorage })')).not.toContain('guest');
    await again(till).click();
    await join('second@guest.example');
    await welcome();
    const { data } = await as(manager).call(listMembers, { query: { query: '@guest.example' } });
    expect(data).toHaveLength(2);
    // No terms are published, so the till asks for no consent to them.
    const { consents } = await as(manager).call(getMember, { params: { id: data[0]?.id ?? '' } });
    expect(consents).toEqual([]);
    await till.page.context().close();
  });
});

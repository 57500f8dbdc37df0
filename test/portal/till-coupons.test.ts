import {
  activateOffer,
  getCoupon,
  getOffer,
  getOwnCard,
  listPurchases,
  updateCoupon,
} from '@regulars/contracts';
import { couponQrText } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('till: coupons', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;
  let card: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1', taxRates: [20] }));
    await makeProduct(club.api, { sku: 'BEANS', name: 'House blend', category: 'coffee', quickKey: true });
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
    const { cookie } = await makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    ({ number: card } = (await club.api.client({ cookie }).call(getOwnCard)).card);
  });
  afterAll(async () => {
    await club.close();
  });

  /** An open purchase of one bag of beans for €8.90. */
  const sell = async (member = true): Promise<TillPage> => {
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    if (member) await till.type(card);
    else await till.button('Without card').click();
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    return till;
  };
  const typeCode = async (till: TillPage, code: string): Promise<void> => {
    const field = till.page.getByLabel('Code of the coupon');
    if (!(await field.isVisible())) await till.page.getByText('Add a coupon').click();
    await field.fill(code);
    await field.press('Enter');
  };
  const scan = async (till: TillPage, code: string): Promise<void> => {
    await till.button('Scan').click();
    const field = till.page
      .getByRole('dialog')
      .getByLabel('Card or customer number, voucher, phone or e-mail');
    await field.fill(code);
    await field.press('Enter');
    await field.waitFor({ state: 'detached' });
  };
  const coupons = (till: TillPage) => till.page.getByRole('list', { name: 'Coupons of this purchase' });
  const latest = async () => {
    const as = club.api.client({ cookie: manager.cookie });
    return (await as.call(listPurchases, { query: { limit: 1 } })).data[0];
  };

  it('prices the purchase with a code, posts it at that price, and undoes it', async () => {
    const { code, id } = await makeCoupon(club.api, { name: { en: 'A tenth off' } });
    const till = await sell();
    await expect.poll(() => till.preview.textContent()).toBe('+ 8 points');
    await typeCode(till, code);
    await expect.poll(() => till.total.textContent()).toBe('€8.01');
    await coupons(till).getByText('A tenth off').waitFor();
    expect(await coupons(till).textContent()).toContain('€0.89');
    await till.button('One more of House blend').click();
    await expect.poll(() => till.total.textContent()).toBe('€16.02');
    await expect.poll(() => till.preview.textContent()).toBe('+ 16 points');
    expect(await axeFaults(till.page)).toEqual([]);
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    await till.page.getByRole('listitem').filter({ hasText: 'A tenth off' }).getByText('−€1.78').waitFor();
    expect((await latest())?.total.gross).toBe(1602);
    const as = club.api.client({ cookie: manager.cookie });
    expect((await as.call(getCoupon, { params: { id } })).figures.redeemed).toBe(1);
    await till.page.getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByRole('heading', { name: 'Undone' }).waitFor();
    expect((await as.call(getCoupon, { params: { id } })).figures.redeemed).toBe(0);
    await till.page.context().close();
  });

  it('reads a scanned code, also before the goods and for a typed amount', async () => {
    const { code } = await makeCoupon(club.api, {
      effect: { kind: 'amount', amounts: [{ amount: 250, currency: 'EUR' }], per: 'cart' },
    });
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(couponQrText(code));
    await till.page.getByRole('heading', { name: 'This is a coupon' }).waitFor();
    await till.button('Without card').click();
    await scan(till, couponQrText(code));
    await coupons(till).waitFor();
    await till.tap('10');
    await expect.poll(() => till.total.textContent()).toBe('€7.50');
    await till.button(`Remove coupon ${code}`).click();
    await expect.poll(() => till.total.textContent()).toBe('€10.00');
    await scan(till, code);
    await expect.poll(() => till.total.textContent()).toBe('€7.50');
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted without card' }).waitFor();
    expect((await latest())?.total.gross).toBe(750);
    await till.page.context().close();
  });

  it('applies an activated offer by the scan of the card alone, and gives it back with the undo', async () => {
    const budget = [{ amount: 50, currency: 'EUR' }];
    const { id } = await makeOffer(club.api, { name: { en: 'A tenth for Ola' }, budget });
    const onlyPart = 'Only this part of the discount was left.';
    const { cookie } = await makeSignedInMember(club.api, { firstName: 'Ola', lastName: 'Novak' });
    const ola = club.api.client({ cookie });
    await ola.call(activateOffer, { params: { id } });
    const { number } = (await ola.call(getOwnCard)).card;
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(number);
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    await expect.poll(() => till.total.textContent()).toBe('€8.40');
    await coupons(till).getByText('A tenth for Ola').waitFor();
    await coupons(till).getByText(onlyPart).waitFor();
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Ola N.' }).waitFor();
    await till.page.getByText(onlyPart).waitFor();
    const purchase = await latest();
    expect(purchase?.total.gross).toBe(840);
    const own = await club.page(cookie, { width: 320, height: 568, language: 'en' });
    await own.goto(`/club/activity/${purchase?.id}`);
    const takenOff = own.getByRole('list', { name: 'Already taken off' });
    await takenOff.getByText('A tenth for Ola').waitFor();
    expect(await takenOff.textContent()).toContain('−€0.50');
    await takenOff.getByText(onlyPart).waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await till.page.getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByRole('heading', { name: 'Undone' }).waitFor();
    await own.reload();
    await takenOff.getByText('available again').waitFor();
    await own.context().close();
    const desk = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await desk.goto(`/console/purchases/${purchase?.id}`);
    await desk.getByRole('list', { name: 'Already taken off' }).getByText('A tenth for Ola').waitFor();
    expect(await axeFaults(desk)).toEqual([]);
    await desk.context().close();
    const as = club.api.client({ cookie: manager.cookie });
    expect((await as.call(getOffer, { params: { id } })).figures.redeemed).toBe(0);
    await till.page.context().close();
  });

  it('tells a fast cashier the price with an offer before it posts', async () => {
    const { id } = await makeOffer(club.api, { name: { en: 'A tenth for Ida' } });
    const { cookie } = await makeSignedInMember(club.api, { firstName: 'Ida', lastName: 'Novak' });
    const ida = club.api.client({ cookie });
    await ida.call(activateOffer, { params: { id } });
    const { number } = (await ida.call(getOwnCard)).card;
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(number);
    await till.button('Products').click();
    let release = (): void => undefined;
    const posted = new Promise<void>((resolve) => (release = resolve));
    await till.page.route('**/api/v1/checkouts', async (route) => {
      await posted;
      await route.continue().catch(() => undefined);
    });
    await till.button('House blend €8.90').click();
    await till.post();
    release();
    await till.page.getByRole('alert').getByText('The price has changed: €8.01 instead of €8.90.').waitFor();
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Ida N.' }).waitFor();
    expect((await latest())?.total.gross).toBe(801);
    await till.page.context().close();
  });

  it.each([
    ['expired', { endsAt: '2020-01-01T00:00:00Z' }, /This coupon has expired\./u],
    [
      'not yet valid',
      { startsAt: '2999-01-01T00:00:00+01:00' },
      /This coupon counts from January 1, 2999 on\./u,
    ],
    [
      'for larger purchases',
      { minimumSpend: { of: 'cart' as const, amounts: [{ amount: 1000, currency: 'EUR' }] } },
      /Goods for 1\.10\sEUR more are needed for this coupon\./u,
    ],
  ])('says why a coupon does not count: %s', async (_, terms, sentence) => {
    const { code } = await makeCoupon(club.api, terms);
    const till = await sell(false);
    await typeCode(till, code);
    await till.page.getByRole('heading', { name: 'The coupon does not count' }).waitFor();
    await expect.poll(() => coupons(till).textContent()).toMatch(sentence);
    expect(await till.total.textContent()).toBe('€8.90');
    await till.page.context().close();
  });

  it('says that a code is unknown, and keeps the others', async () => {
    const { code } = await makeCoupon(club.api);
    const till = await sell(false);
    await typeCode(till, code);
    await expect.poll(() => till.total.textContent()).toBe('€8.01');
    await typeCode(till, 'NO-SUCH');
    await till.page.getByRole('heading', { name: 'Unknown code' }).waitFor();
    await expect.poll(() => coupons(till).getByRole('listitem').count()).toBe(1);
    expect(await till.total.textContent()).toBe('€8.01');
    await till.page.context().close();
  });

  it('asks for the price again when it has changed, and says both', async () => {
    const made = await makeCoupon(club.api);
    const till = await sell();
    await typeCode(till, made.code);
    await expect.poll(() => till.total.textContent()).toBe('€8.01');
    await club.api.client({ cookie: manager.cookie }).call(updateCoupon, {
      params: { id: made.id },
      version: made.version,
      body: { effect: { kind: 'percent', percent: 20, of: 'reduced' } },
    });
    await till.post();
    await till.page.getByRole('alert').getByText('The price has changed: €7.12 instead of €8.01.').waitFor();
    await expect.poll(() => till.total.textContent()).toBe('€7.12');
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    expect((await latest())?.total.gross).toBe(712);
    await till.page.context().close();
  });

  it('keeps the codes through a reload, and waits for the network', async () => {
    const { code } = await makeCoupon(club.api);
    const till = await sell();
    await typeCode(till, code);
    await expect.poll(() => till.total.textContent()).toBe('€8.01');
    await till.page.reload();
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await expect.poll(() => till.total.textContent()).toBe('€8.01');
    await till.page.context().setOffline(true);
    await till.button('One more of House blend').click();
    await till.page.getByText('Leave the purchase as it is.').waitFor();
    expect(await till.button('Post').isDisabled()).toBe(true);
    await till.page.context().setOffline(false);
    await expect.poll(() => till.total.textContent(), { timeout: 20_000 }).toBe('€16.02');
    await till.page.context().close();
  });
});

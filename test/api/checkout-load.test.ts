import type { Coupon, PurchaseReceipt } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
  await makeRule(api);
  await changeClub(api, {
    pointsPayment: {
      points: 100,
      amounts: [{ amount: 100, currency: 'EUR' }],
      least: 100,
      step: 50,
      percent: 100,
      backFirst: 'points',
    },
  });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const figuresOf = async (path: string): Promise<Coupon['figures']> =>
  (await send(api, 'get', path, { key }).expect(200)).body.figures;
const pointsOf = async (id: string): Promise<{ available: number; held: number; pending: number }> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body;

it('200 carts at once, each with five coupons, an offer and points: each is paid as a whole or not at all', async () => {
  const effect = {
    kind: 'amount' as const,
    amounts: [{ amount: 50, currency: 'EUR' }],
    per: 'cart' as const,
  };
  const coupons = [
    await makeCoupon(api, { effect, ...limited({ total: 60 }) }),
    await makeCoupon(api, { effect, ...limited({ perMember: 2 }) }),
    await makeCoupon(api, { effect, ...limited({ perMemberAndDay: 2 }) }),
    await makeCoupon(api, { effect, ...limited({ total: 70, perMember: 3 }) }),
    await makeCoupon(api, { effect }),
  ];
  const offer = await makeOffer(api, { effect, activation: 'automatic', ...limited({ total: 80 }) });
  const members: string[] = [];
  for (let made = 0; made < 40; made += 1) {
    const { id } = await makeMember(api);
    // Two carts can be paid with these.
    await makeAwards(api, id, [{ points: 250 }]);
    members.push(id);
  }
  const codes = coupons.map(({ code }) => code);
  const paid: { member: string; sale: PurchaseReceipt }[] = [];
  const refused = new Set<string>();
  const sell = async (member: string, place: number): Promise<void> => {
    const cart = counter.cart(codes, { member: { id: member }, points: 100 });
    if (place % 2 === 0) {
      const { status, body } = await counter.sell(cart);
      if (status === 201) paid.push({ member, sale: body });
      else refused.add(body.code);
      return;
    }
    const { body: told } = await counter.quote(cart).expect(201);
    if (told.applied.length < codes.length || told.pointsPaid?.points !== 100) return;
    const held = await counter.reserve(told.id);
    if (held.status !== 200) refused.add(held.body.code);
    else paid.push({ member, sale: (await counter.complete(told.id).expect(201)).body });
  };
  await Promise.all(Array.from({ length: 200 }, (_, place) => sell(members[place % 40] ?? '', place)));
  // A cart that was refused for another reason may have held the last place of the first coupon for a moment.
  for (const member of members) if (paid.length < 60) await sell(member, 0);

  expect(paid).toHaveLength(60);
  // €33.80 less five coupons and an offer of 50 cents each and 100 points.
  for (const { sale } of paid) expect(sale).toMatchObject({ total: { gross: 2980 }, points: { earned: 29 } });
  for (const { id } of coupons)
    expect(await figuresOf(`/coupons/${id}`)).toMatchObject({ redeemed: 60, held: 0 });
  expect(await figuresOf(`/offers/${offer.id}`)).toMatchObject({ redeemed: 60, held: 0 });
  for (const member of members) {
    const times = paid.filter((one) => one.member === member);
    expect(times.length).toBeLessThanOrEqual(2);
    expect(await pointsOf(member)).toMatchObject({ available: 250 - 71 * times.length, held: 0 });
  }
  for (const code of refused) expect(code).toMatch(/^(coupon-|checkout-changed$|insufficient-points$)/u);
});

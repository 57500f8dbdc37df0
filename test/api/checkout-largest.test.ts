import type { Checkout } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { expectProblem } from '../support/requests.ts';

let api: TestApp;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  counter = new CheckoutTill(api, await makeKey(api), (await makeLocation(api)).code);
});
afterAll(() => api.close());

const lines = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    name: `Article ${place}`,
    quantity: 1,
    unitPrice: 100 + (place % 7),
    taxRate: place % 2 === 0 ? 10 : 20,
  }));

it('a cart of exactly 1,000 lines and 30 codes is priced, reserved and sold; one more of either is refused', async () => {
  await changeClub(api, { discountsPerCart: 30 });
  const codes: string[] = [];
  for (let each = 0; each < 30; each += 1) {
    const effect = {
      kind: 'amount' as const,
      amounts: [{ amount: 101 + each, currency: 'EUR' }],
      per: 'cart' as const,
    };
    codes.push((await makeCoupon(api, { effect })).code);
  }
  const largest = counter.cart(codes, { lines: lines(1000) });
  const told: Checkout = (await counter.quote(largest).expect(201)).body;
  expect(told.lines).toHaveLength(1000);
  expect([told.applied.length, told.notApplied.length]).toEqual([30, 0]);
  const before = lines(1000).reduce((sum, { unitPrice }) => sum + unitPrice, 0);
  const discount = told.applied.reduce((sum, each) => sum + each.discount, 0);
  expect(discount).toBe((30 * (101 + 130)) / 2);
  expect(told.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(before - discount);
  expect(told.total).toMatchObject({ gross: before - discount, discount });
  await counter.reserve(told.id).expect(200);
  const { body: sold } = await counter.complete(told.id).expect(201);
  expect(sold.total.gross).toBe(before - discount);
  const [more] = lines(1);
  await expectProblem(
    counter.quote(counter.cart(codes, { lines: [...lines(1000), more] })),
    400,
    'invalid-request',
    '/lines',
  );
  await expectProblem(counter.quote(counter.cart([...codes, 'one-more'])), 400, 'invalid-request', '/codes');
});

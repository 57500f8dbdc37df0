import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { rowsOf } from '../support/rows.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

const kept = (): Promise<unknown[]> =>
  rowsOf(
    api,
    `select 'redemption' as what, r.* from (select sort, discount_id, member_id, purchase_id::text, part, state from discount_redemptions) r
     union all select 'hold', sort, discount_id, member_id, checkout_id::text, part, null from discount_holds
     union all select 'effect', participant, reference::uuid, null, purchase_id::text, null, outcome from sale_effects
     union all select 'counted', null, budget_id, null, null, sum(used)::int, null from budget_shards group by budget_id
     order by 1, 2, 3, 4, 5`,
  );

it('redemptions of coupons and offers stay, up and down; offers that were held are free', async () => {
  const key = await makeKey(api);
  const counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
  const coupon = await makeCoupon(api);
  const offer = await makeOffer(api, { activation: 'automatic' });
  const member = { id: (await makeMember(api)).id };
  await counter.sell(counter.cart([coupon.code], { member })).expect(201);
  const { body: bare } = await counter.quote(counter.cart([coupon.code])).expect(201);
  await counter.reserve(bare.id).expect(200);
  const sold = await kept();
  const { body: both } = await counter.quote(counter.cart([coupon.code], { member })).expect(201);
  await counter.reserve(both.id).expect(200);
  await undoMigrationsSince(api.databaseUrl, 'DiscountRedemptions');
  expect(
    await rowsOf(
      api,
      `select sum(used)::int as uses, count(distinct h.checkout_id)::int as holds from budget_shards s
       left join coupon_holds h on h.coupon_id = s.budget_id and h.part = s.shard where s.budget_id = $1 and s.used > 0`,
      [offer.id],
    ),
  ).toEqual([{ uses: 1, holds: 0 }]);
  await migrateDatabase(api.databaseUrl, { durable: false });
  expect(await kept()).toEqual(sold);
  expect(await rowsOf(api, 'select state from checkouts where id = $1', [both.id])).toEqual([
    { state: 'open' },
  ]);
});

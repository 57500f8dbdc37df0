import { randomUUID } from 'node:crypto';
import type { Checkout, CouponRedemption, Location, OwnCoupon } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { dropLocks } from '../support/without-locks.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let till: OwnTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  vienna = await makeLocation(api);
  till = new OwnTill(api, key, vienna.code);
});
afterAll(() => api.close());

/** A till that prices its sales itself. */
class OwnTill extends CheckoutTill {
  redeem(code: string, more: object = {}, idempotencyKey: string = randomUUID()) {
    const { codes: _, ...goods } = this.cart([], more) as { codes: unknown };
    return send(this.shop, 'post', `/coupon-codes/${code}/redemptions`, {
      key: this.secret,
      body: goods,
    }).set('idempotency-key', idempotencyKey);
  }

  rollBack(id: string, idempotencyKey: string = randomUUID()) {
    return send(this.shop, 'post', `/coupon-redemptions/${id}/rollback`, { key: this.secret }).set(
      'idempotency-key',
      idempotencyKey,
    );
  }

  constructor(
    private readonly shop: TestApp,
    private readonly secret: string,
    location: string,
  ) {
    super(shop, secret, location);
  }
}

const redeemed = async (code: string, more: object = {}): Promise<CouponRedemption> =>
  (await till.redeem(code, more).expect(201)).body;
const figures = async (id: string): Promise<unknown> =>
  (await send(api, 'get', `/coupons/${id}`, { key }).expect(200)).body.figures;

describe('a code that is redeemed without a purchase', () => {
  it('takes the same off each line as a checkout, and counts as a use', async () => {
    const { id, code } = await makeCoupon(api);
    const { body: told } = await till.quote(till.cart([code])).expect(201);
    const reply = await redeemed(code);
    expect(reply).toMatchObject({
      code,
      couponId: id,
      name: 'Ein Zehntel weniger',
      discount: 338,
      memberId: null,
    });
    const lines: Checkout['lines'] = told.lines;
    expect(reply.lines).toEqual(
      lines.map(({ line, price, amount }) => ({ line, price, discount: price - amount, amount })),
    );
    expect(await figures(id)).toMatchObject({ redeemed: 1, held: 0 });
    const { body: brought } = await send(api, 'get', `/coupons/${id}/performance`, { key }).expect(200);
    expect(brought.uses).toMatchObject({ times: 1, revenue: 0, discount: 338 });
    const [row] = await rowsOf(api, `select count(*)::int as purchases from purchases`);
    expect(row).toEqual({ purchases: 0 });
  });

  it('is given back once, also where a return would keep it', async () => {
    const { id } = await makeUniqueCoupon(api, { codesReturn: false });
    const [code = ''] = (await makeCodes(api, key, id, 1)).codes;
    const first = await redeemed(code);
    expect(first.code).toBe(`…${code.replaceAll('-', '').slice(-4)}`);
    await expectProblem(till.redeem(code), 422, 'coupon-used', '/path/code');
    await expectProblem(till.sell(till.cart([code])), 422, 'coupon-used', '/codes/0');
    const again = randomUUID();
    const { body } = await till.rollBack(first.id, again).expect(200);
    expect(body).toEqual({ id: first.id, couponId: id, memberId: null, discount: 338, currency: 'EUR' });
    expect((await till.rollBack(first.id, again).expect(200)).body).toEqual(body);
    await expectProblem(till.rollBack(first.id), 409, 'coupon-redemption-rolled-back');
    expect(await figures(id)).toMatchObject({ redeemed: 0, held: 0 });
    await redeemed(code);
    await expectProblem(till.rollBack(first.id), 409, 'coupon-redemption-rolled-back');
    expect(await figures(id)).toMatchObject({ redeemed: 1, held: 0 });
    const { body: listed } = await send(api, 'get', `/coupons/${id}/codes`, { key }).expect(200);
    expect(listed.data).toMatchObject([
      { state: 'used', purchaseId: null, redemptionId: expect.any(String) },
    ]);
  });

  it('answers the same for the same key, and is told to the audit log, the outside and the member', async () => {
    const member = await makeSignedInMember(api);
    const { id, code } = await makeCoupon(api, { shown: true, ...limited({ perMember: 1 }) });
    const same = randomUUID();
    const buys = { member: { id: member.member.id } };
    const first = await till.redeem(code, buys, same).expect(201);
    expect((await till.redeem(code, buys, same).expect(201)).body).toEqual(first.body);
    await expectProblem(till.redeem(code, buys), 422, 'coupon-limit-of-member', '/path/code');
    const { body: own } = await send(api, 'get', '/me/coupons', member).expect(200);
    const mine: OwnCoupon[] = own.data;
    expect(mine.find((each) => each.id === id)).toMatchObject({
      state: 'used',
      uses: [{ id: first.body.id, purchaseId: null, discount: 338 }],
    });
    const { body: copy } = await send(api, 'get', '/me/data', member).expect(200);
    expect(JSON.stringify(copy)).toContain('"purchase":null');
    await till.rollBack(first.body.id).expect(200);
    await redeemed(code, buys);
    const told = await rowsOf<{ name: string; data: object }>(
      api,
      `select name, data from (select name, data, 0 as number from event_log union all select name, data, 1 from outbox) e
       where data->>'couponId' = '${id}' and name <> 'coupon.changed' order by name`,
    );
    const data = { couponId: id, purchaseId: null, redemptionId: first.body.id };
    expect(told.filter((each) => JSON.stringify(each.data).includes(first.body.id))).toMatchObject([
      { name: 'coupon.given-back', data },
      { name: 'coupon.redeemed', data },
    ]);
    const entries = await rowsOf<{ action: string }>(
      api,
      `select action from audit_entries where subject_id = '${id}' and action <> 'coupon.created' order by action`,
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'coupon.redeemed',
      'coupon.redeemed',
      'coupon.rolled-back',
    ]);
  });

  it('leaves the offers of the member alone', async () => {
    const member = await makeSignedInMember(api);
    await makeOffer(api, { activation: 'automatic' });
    const { code } = await makeCoupon(api);
    expect(await redeemed(code, { member: { id: member.member.id } })).toMatchObject({ discount: 338 });
  });

  it('is refused as in a checkout, and nothing changes', async () => {
    const { id, code } = await makeCoupon(api, {
      minimumSpend: { amounts: [{ amount: 10_000, currency: 'EUR' }], of: 'cart' },
    });
    const { code: ofMembers } = await makeCoupon(api, limited({ perMember: 1 }));
    const before = await rowsOf(api, 'select count(*)::int as uses from discount_redemptions');
    await expectProblem(till.redeem(code), 422, 'coupon-minimum-spend', '/path/code');
    await expectProblem(till.redeem(ofMembers), 422, 'coupon-needs-member', '/path/code');
    await expectProblem(till.redeem('NONESUCH'), 422, 'coupon-unknown', '/path/code');
    await expectProblem(till.redeem(code, { lines: [] }), 400, 'invalid-request', '/lines');
    await expectProblem(till.redeem(code, { location: 'nowhere' }), 422, 'unknown-location', '/location');
    await expectProblem(till.rollBack(randomUUID()), 404, 'not-found');
    expect(await rowsOf(api, 'select count(*)::int as uses from discount_redemptions')).toEqual(before);
    expect(await figures(id)).toMatchObject({ redeemed: 0, held: 0 });
    const { body: refusals } = await send(api, 'get', `/coupon-refusals?coupon=${id}`, { key }).expect(200);
    expect(refusals.data).toMatchObject([{ problem: 'coupon-minimum-spend', checkoutId: null }]);
  });

  it('is refused to members that a sale refuses, and to staff for their own card', async () => {
    const { id, code } = await makeCoupon(api);
    const blocked = await makeMember(api);
    const { data } = (await send(api, 'get', `/members/${blocked.id}/cards`, { key }).expect(200)).body;
    const [card] = data;
    await send(api, 'post', `/cards/${card.id}/block`, { key, body: { reason: 'lost' } }).expect(200);
    const buyer = (member: object) => till.redeem(code, { member });
    await expectProblem(buyer({ card: card.number }), 422, 'card-blocked', '/member/card');
    await expectProblem(buyer({ card: '0000000000000' }), 404, 'unknown-card', '/member/card');
    await expectProblem(buyer({ id: randomUUID() }), 404, 'not-found', '/member/id');
    await expectProblem(buyer({ externalId: 'NOBODY' }), 404, 'not-found', '/member/externalId');
    const own = await makeSignedInMember(api, { roles: ['cashier'] });
    const { codes: _, ...goods } = till.cart([], { member: { id: own.member.id } }) as { codes: unknown };
    const self = send(api, 'post', `/coupon-codes/${code}/redemptions`, { ...own, body: goods });
    await expectProblem(self.set('idempotency-key', randomUUID()), 403, 'self-earning-refused');
    const { body } = await send(api, 'get', '/audit-entries?action=self-earning.refused', { key });
    expect(body.data).toMatchObject([{ actor: { id: own.accountId } }]);
    expect(await figures(id)).toMatchObject({ redeemed: 0, held: 0 });
  });

  it('is unknown to tills of other locations once it is redeemed, and limits guesses', async () => {
    const { code } = await makeCoupon(api);
    const { id } = await redeemed(code);
    const berlin = await makeLocation(api);
    const other = await makeStaff(api, ['cashier'], { locationIds: [berlin.id] });
    const rollBack = (id: string) =>
      send(api, 'post', `/coupon-redemptions/${id}/rollback`, other).set('idempotency-key', randomUUID());
    await expectProblem(rollBack(id), 404, 'not-found');
    const guess = (body: object) =>
      send(api, 'post', `/coupon-codes/GUESS${randomUUID().slice(0, 8)}/redemptions`, { ...other, body }).set(
        'idempotency-key',
        randomUUID(),
      );
    const sale = { location: berlin.code, currency: 'EUR', lines: [{ amount: 500 }] };
    const replies = await Promise.all(Array.from({ length: 41 }, () => guess(sale)));
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(replies.filter(({ body }) => body.code === 'coupon-unknown').length).toBeLessThanOrEqual(40);
  });
});

describe('at once', () => {
  const race = async (tills: OwnTill, code: string): Promise<CouponRedemption[]> => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => tills.redeem(code)));
    for (const { status, body } of replies.filter((each) => each.status !== 201))
      expect([status, body.code]).toEqual([422, 'coupon-used']);
    return replies.filter(({ status }) => status === 201).map(({ body }) => body);
  };

  it('20 tills redeem one code once, and give it back once', async () => {
    const { id } = await makeUniqueCoupon(api);
    const [code = ''] = (await makeCodes(api, key, id, 1)).codes;
    for (let round = 1; round <= 2; round += 1) {
      const won = await race(till, code);
      expect(won).toHaveLength(1);
      const backs = await Promise.all(Array.from({ length: 20 }, () => till.rollBack(won[0]?.id ?? '')));
      expect(backs.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)]);
      expect(await figures(id)).toMatchObject({ redeemed: 0, held: 0 });
    }
  });

  it('tills and checkouts share a limit: of 200, exactly 40 redeem', async () => {
    const { id, code } = await makeCoupon(api, limited({ total: 40 }));
    const replies = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        index % 2 === 0 ? till.redeem(code) : till.sell(till.cart([code])),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(40);
    for (const { body } of replies.filter((each) => each.status !== 201))
      expect(body.code).toBe('coupon-used-up');
    expect(await figures(id)).toMatchObject({ redeemed: 40, held: 0 });
  });

  it('is exact only by the lock of the code: without it several tills redeem it', async () => {
    const careless = await startApp();
    try {
      await dropLocks(careless, 'coupon_codes_read');
      const secret = await makeKey(careless);
      const tills = new OwnTill(careless, secret, (await makeLocation(careless)).code);
      const { id } = await makeUniqueCoupon(careless);
      const { codes } = await makeCodes(careless, secret, id, 10);
      let most = 0;
      for (const code of codes) if (most <= 1) most = (await race(tills, code)).length;
      expect(most).toBeGreaterThan(1);
    } finally {
      await careless.close();
    }
  });
});

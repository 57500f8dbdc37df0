import { randomUUID } from 'node:crypto';
import type { Coupon, CouponBatch, OwnCoupon } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { importCodes, makeCodes } from '../support/makers/coupon-codes.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

// The club is in Vienna; its summer time begins on 28 March 2027 and ends on 31 October 2027.
let api: TestApp;
let key: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
});
beforeEach(() => api.clock.reset());
afterAll(() => api.close());

const shown = async ({ id }: Pick<CouponBatch, 'id'>): Promise<CouponBatch> =>
  (await send(api, 'get', `/coupon-batches/${id}`, { key }).expect(200)).body;
const problemOf = async (code: string): Promise<string | undefined> =>
  (await counter.quote(counter.cart([code])).expect(201)).body.notApplied[0]?.problem;
const patch = ({ id, version }: Coupon, body: object) =>
  send(api, 'patch', `/coupons/${id}`, { key, version, body });
const give = (memberId: string, couponId: string, more: object = {}) =>
  send(api, 'post', `/members/${memberId}/coupon-codes`, { key, body: { couponId, ...more } })
    .set('idempotency-key', randomUUID())
    .expect(201);

describe('codes for one use that end days after they were issued', () => {
  it.each([
    ['in winter', '2026-12-01T12:00:00Z', '2026-12-03T23:00:00.000Z'],
    ['just before midnight of the club', '2026-12-01T22:59:00Z', '2026-12-03T23:00:00.000Z'],
    ['just after midnight of the club', '2026-12-01T23:00:00Z', '2026-12-04T23:00:00.000Z'],
    ['over the night that loses an hour', '2027-03-26T12:00:00Z', '2027-03-28T22:00:00.000Z'],
    ['over the night that gains an hour', '2027-10-30T12:00:00Z', '2027-11-01T23:00:00.000Z'],
  ])('are valid to the end of the third day of the club %s', async (_, made, end) => {
    api.clock.set(made);
    const { id } = await makeUniqueCoupon(api, { daysAfterIssue: 3 });
    const { batch, codes } = await makeCodes(api, key, id, 2);
    const [first = '', second = ''] = codes;
    expect((await shown(batch)).codesEndAt).toBe(end);
    api.clock.set(new Date(Date.parse(end) - 60_000).toISOString());
    expect(await problemOf(first)).toBeUndefined();
    await counter.sell(counter.cart([first])).expect(201);
    api.clock.set(end);
    expect(await problemOf(second)).toBe('coupon-expired');
    const before = await rowsOf(api, 'select count(*) from purchases');
    await expectProblem(counter.sell(counter.cart([second])), 422, 'coupon-expired', '/codes/0');
    expect(await rowsOf(api, 'select count(*) from purchases')).toEqual(before);
    const { body } = await send(api, 'get', `/coupons/${id}/codes`, { key }).expect(200);
    expect(pluck(body, 'state').toSorted()).toEqual(['expired', 'used']);
  });

  it('keep their end when the coupon says something else for later codes', async () => {
    const coupon = await makeUniqueCoupon(api, { daysAfterIssue: 1 });
    const { batch: first } = await makeCodes(api, key, coupon.id, 1);
    const { body: longer } = await patch(coupon, { daysAfterIssue: 7 }).expect(200);
    const { body: sent } = await importCodes(api, key, coupon.id, `DAYS-${randomUUID().slice(0, 8)}`);
    await jobsEnd(api);
    await patch(longer, { daysAfterIssue: null }).expect(200);
    const { batch: open, codes } = await makeCodes(api, key, coupon.id, 1);
    const ends = [first, sent, open].map(async (batch) => (await shown(batch)).codesEndAt);
    expect(await Promise.all(ends)).toEqual(['2026-11-22T23:00:00.000Z', '2026-11-28T23:00:00.000Z', null]);
    api.clock.set('2026-11-28T23:00:00Z');
    expect(await problemOf(codes[0] ?? '')).toBeUndefined();
    const { body } = await send(api, 'get', `/coupons/${coupon.id}/codes`, { key }).expect(200);
    expect(pluck(body, 'state').toSorted()).toEqual(['expired', 'expired', 'free']);
    await expectProblem(patch(coupon, { daysAfterIssue: 0 }), 400, 'invalid-request', '/daysAfterIssue');
  });

  it('of a member end by the coupon, unless the one who gives them says otherwise', async () => {
    const anna = await makeSignedInMember(api);
    const { id } = await makeCoupon(api, { daysAfterIssue: 3 });
    const { body: own } = await give(anna.member.id, id);
    expect(own.expiresAt).toBe('2026-11-24T23:00:00.000Z');
    const { body: longer } = await give(anna.member.id, id, { days: 10 });
    expect(longer.expiresAt).toBe('2026-12-01T23:00:00.000Z');
    const { body: mine } = await send(api, 'get', '/me/coupons', anna).expect(200);
    const coupons: OwnCoupon[] = mine.data;
    expect(coupons).toMatchObject([{ id, left: 2, endsAt: own.expiresAt }]);

    const bulks = new BulkCalls(api);
    const action = { kind: 'coupon', couponId: id, days: null };
    const manager = await makeStaff(api, ['manager']);
    await bulks.ended(manager, (await bulks.start(manager, action, [anna.member.id])).id);
    const { body: all } = await send(api, 'get', `/members/${anna.member.id}/coupon-codes`, { key });
    expect(pluck(all, 'expiresAt').toSorted()).toEqual([own.expiresAt, own.expiresAt, longer.expiresAt]);
  });
});

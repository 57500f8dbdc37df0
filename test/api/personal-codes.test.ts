import { randomUUID } from 'node:crypto';
import type { Coupon, OwnCoupon, PersonalCode } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
let lotte: SignedInMember;
let coupon: Coupon;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
  lotte = await makeSignedInMember(api);
  coupon = await makeUniqueCoupon(api);
});
beforeEach(() => api.clock.reset());
afterAll(() => api.close());

const give = (memberId: string, couponId: string, more: object = {}) =>
  send(api, 'post', `/members/${memberId}/coupon-codes`, { key, body: { couponId, ...more } }).set(
    'idempotency-key',
    randomUUID(),
  );
const issued = async (member: SignedInMember, couponId = coupon.id, more = {}): Promise<PersonalCode> =>
  (await give(member.member.id, couponId, more).expect(201)).body;
const ownOf = async (member: SignedInMember, couponId: string): Promise<OwnCoupon | undefined> => {
  const { body } = await send(api, 'get', '/me/coupons', member).expect(200);
  const coupons: OwnCoupon[] = body.data;
  return coupons.find(({ id }) => id === couponId);
};
const codesOf = async (memberId: string): Promise<PersonalCode[]> =>
  (await send(api, 'get', `/members/${memberId}/coupon-codes`, { key }).expect(200)).body.data;
const cartOf = (code: string, memberId?: string): object =>
  counter.cart([code], memberId === undefined ? {} : { member: { id: memberId } });
const problemOf = async (code: string, memberId?: string): Promise<string | undefined> =>
  (await counter.quote(cartOf(code, memberId)).expect(201)).body.notApplied[0]?.problem;

describe('a code of one member', () => {
  it('is read by the member alone, and used once by nobody else', async () => {
    const { id, ending } = await issued(lotte);
    const own = await ownOf(lotte, coupon.id);
    const code = own?.code ?? '';
    expect(own).toMatchObject({ state: 'ready', left: 1, uses: [] });
    expect(code.replaceAll('-', '').slice(-4)).toBe(ending);
    expect(await codesOf(lotte.member.id)).toMatchObject([{ id, ending, state: 'free', expiresAt: null }]);
    expect(JSON.stringify(await codesOf(lotte.member.id))).not.toContain(code);
    for (const part of [code, code.replaceAll('-', '')]) {
      const found = await rowsOf(
        api,
        `select 1 from coupon_codes c where strpos(to_jsonb(c)::text, '${part}') > 0
         union all select 1 from idempotency_keys k where strpos(to_jsonb(k)::text, '${part}') > 0`,
      );
      expect(found).toEqual([]);
    }
    expect(await problemOf(code)).toBe('coupon-needs-member');
    expect(await problemOf(code, (await makeMember(api)).id)).toBe('coupon-not-for-member');
    await expectProblem(
      counter.sell(cartOf(code, (await makeMember(api)).id)),
      422,
      'coupon-not-for-member',
      '/codes/0',
    );
    await counter.sell(cartOf(code, lotte.member.id)).expect(201);
    expect(await problemOf(code, lotte.member.id)).toBe('coupon-used');
    expect(await ownOf(lotte, coupon.id)).toMatchObject({ state: 'used', code: null, uses: [{}] });
    expect(await codesOf(lotte.member.id)).toMatchObject([{ state: 'used' }]);
  });

  it('is redeemed without a purchase too, by 20 tills once', async () => {
    const anna = await makeSignedInMember(api);
    await issued(anna);
    const code = (await ownOf(anna, coupon.id))?.code ?? '';
    const { codes: _, ...sale } = cartOf(code, anna.member.id) as { codes: unknown };
    const redeem = () =>
      send(api, 'post', `/coupon-codes/${code}/redemptions`, { key, body: sale }).set(
        'idempotency-key',
        randomUUID(),
      );
    const replies = await Promise.all(Array.from({ length: 20 }, redeem));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { body } of replies.filter(({ status }) => status !== 201))
      expect(body.code).toBe('coupon-used');
  });

  it('ends days after it was given, the first to end first', async () => {
    const anna = await makeSignedInMember(api);
    const { id } = await makeCoupon(api, { shown: true });
    await issued(anna, id);
    const { expiresAt } = await issued(anna, id, { days: 3 });
    expect(expiresAt).toBe('2026-11-24T23:00:00.000Z');
    const own = await ownOf(anna, id);
    const code = own?.code ?? '';
    expect(own).toMatchObject({ left: 2, endsAt: expiresAt });
    api.clock.set('2026-11-24T22:59:00Z');
    const again = (await counter.quote(cartOf(code, anna.member.id)).expect(201)).body;
    await counter.reserve(again.id).expect(200);
    api.clock.set('2026-11-24T23:00:00Z');
    expect(await problemOf(code, anna.member.id)).toBe('coupon-expired');
    await counter.complete(again.id).expect(201);
    expect(await ownOf(anna, id)).toMatchObject({ state: 'ready', left: 1, endsAt: null });
  });

  it('is revoked until it is used', async () => {
    const anna = await makeSignedInMember(api);
    const code = await issued(anna);
    const plain = (await ownOf(anna, coupon.id))?.code ?? '';
    const revoke = (memberId: string, id: string) =>
      send(api, 'delete', `/members/${memberId}/coupon-codes/${id}`, { key });
    await expectProblem(revoke(lotte.member.id, code.id), 404, 'not-found');
    await revoke(anna.member.id, code.id).expect(204);
    await expectProblem(revoke(anna.member.id, code.id), 422, 'coupon-expired');
    expect(await problemOf(plain, anna.member.id)).toBe('coupon-expired');
    expect(await ownOf(anna, coupon.id)).toBeUndefined();
    expect(await codesOf(anna.member.id)).toMatchObject([{ state: 'expired' }]);
  });

  it('is refused for coupons and members that are not there, and nothing changes', async () => {
    const draft = await makeUniqueCoupon(api, { state: 'draft' });
    const { id } = await makeMember(api);
    await expectProblem(give(id, draft.id), 422, 'coupon-paused', '/couponId');
    await expectProblem(give(id, randomUUID()), 400, 'invalid-request', '/couponId');
    await expectProblem(give(id, coupon.id, { days: 0 }), 400, 'invalid-request', '/days');
    await expectProblem(give(randomUUID(), coupon.id), 404, 'not-found');
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    await expectProblem(give(id, coupon.id), 422, 'member-not-active');
    expect(await codesOf(id)).toEqual([]);
  });

  it('is in the copy of the data by its end, and nobody reads it after an erasure', async () => {
    const anna = await makeSignedInMember(api);
    const { ending } = await issued(anna);
    const code = (await ownOf(anna, coupon.id))?.code ?? '';
    const { body: copy } = await send(api, 'get', '/me/data', anna).expect(200);
    expect(JSON.stringify(copy)).toContain(`"ending":"${ending}"`);
    expect(JSON.stringify(copy)).not.toContain(code);
    const { id } = anna.member;
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    api.clock.advance({ days: 31 });
    await api.app.get(EraseMembersJob).eraseDue();
    const rows = await rowsOf(
      api,
      `select sealed is null as gone, expires_at <= issued_at as over from coupon_codes where member_id = '${id}'`,
    );
    expect(rows).toEqual([{ gone: true, over: true }]);
  });
});

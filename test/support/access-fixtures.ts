import { randomUUID } from 'node:crypto';
import type { Role } from '@regulars/contracts';
import { expect } from 'vitest';
import { startApp, type TestApp } from './app.ts';
import { makeKey, makeStaff } from './makers.ts';
import { makeCoupon, makeUniqueCoupon } from './makers/coupons.ts';
import { makeLocation, makeProduct } from './makers/club.ts';
import { makeMember, makeSignedInMember } from './makers/members.ts';
import { makeAwards } from './makers/points.ts';
import { changeApprovals, makeRule, makeTier, Till } from './makers/purchases.ts';
import { makeReward } from './makers/rewards.ts';
import { send } from './requests.ts';

/** One object of each type that an endpoint can name, each still unchanged. */
export interface Fixtures {
  readonly accounts: Readonly<Record<Role, string>>;
  readonly memberId: string;
  /** Joined at the location. */
  readonly otherMemberId: string;
  readonly staffId: string;
  readonly location: { readonly id: string; readonly code: string };
  readonly productId: string;
  readonly cards: readonly [string, string];
  readonly purchaseId: string;
  readonly returnId: string;
  readonly forgottenReceipt: string;
  readonly anonymousPurchaseId: string;
  readonly adjustmentId: string;
  readonly holds: readonly [string, string];
  readonly rewardId: string;
  readonly redemptionId: string;
  /** By its id, because staff who redeem for a member do not see the code. */
  readonly voucherCode: string;
  readonly tierId: string;
  readonly tierCode: string;
  readonly rules: { readonly draft: string; readonly live: string };
  readonly apiKeyId: string;
  /** Open, requested by a manager of the whole club. */
  readonly approvals: readonly [string, string];
  /** Open: one to complete, one to cancel, one to read, one to reserve. */
  readonly checkouts: readonly [string, string, string, string];
  /** Of a coupon that is not limited, and one redemption of it without a purchase. */
  readonly couponCode: string;
  readonly couponRedemptionId: string;
  /** Live, for codes of members. */
  readonly personalCouponId: string;
  readonly clubVersion: number;
}

/** Posts with a key that has every scope. The call must succeed. */
type Post = (path: string, body?: object) => Promise<{ id: string } & Record<string, unknown>>;

/** The API with fixtures, for the tables of all endpoints. */
export const startWithFixtures = async (
  environment: NodeJS.ProcessEnv = {},
): Promise<{ api: TestApp; fixtures: Fixtures }> => {
  const api = await startApp(undefined, environment);
  return { api, fixtures: await makeFixtures(api) };
};

/** Several fixtures in one club need tiers with different thresholds. */
export const makeFixtures = async (api: TestApp, threshold = 0): Promise<Fixtures> => {
  const key = await makeKey(api);
  const post: Post = async (path, body) => {
    const reply = await send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
    expect({ path, status: reply.status }).toEqual({ path, status: 201 });
    return reply.body;
  };
  const member = await makeSignedInMember(api);
  const memberId = member.member.id;
  await makeAwards(api, memberId, [{ points: 1000, expiresAt: null }]);
  const location = await makeLocation(api);
  const rules = { live: (await makeRule(api)).id, draft: (await post('/earning-rules', newRule)).id };
  const till = new Till(api, key, location.code);
  const forgottenReceipt = `F-${randomUUID()}`;
  await till.sell(null, {
    receipt: { location: location.code, number: forgottenReceipt },
    lines: [{ amount: 1200 }],
  });
  const staff = async (role: Exclude<Role, 'member'>) => (await makeStaff(api, [role])).accountId;
  const approvals = await makeApprovals(api, memberId);
  const tier = await makeTier(api, { threshold });
  // Calls that change a tier may give it another code.
  const { code: tierCode } = await makeTier(api, { threshold: threshold + 100_000 });
  const club = await send(api, 'get', '/club');
  return {
    accounts: {
      member: member.accountId,
      cashier: await staff('cashier'),
      manager: await staff('manager'),
      admin: await staff('admin'),
    },
    memberId,
    otherMemberId: (await makeMember(api, { joinedLocation: location.code })).id,
    staffId: (await makeStaff(api, ['cashier'], { locationIds: [location.id] })).accountId,
    location,
    rules,
    forgottenReceipt,
    anonymousPurchaseId: (await till.sell(null, 1300)).id,
    productId: (await makeProduct(api)).id,
    cards: [
      (await post(`/members/${memberId}/cards`, {})).id,
      (await post(`/members/${memberId}/cards`, {})).id,
    ],
    purchaseId: (await till.sell(memberId, { lines: [{ quantity: 9, amount: 900 }] })).id,
    returnId: (await till.takeBack((await till.sell(memberId, 900)).id, [{ line: 0, quantity: 1 }])).id,
    tierId: tier.id,
    tierCode,
    apiKeyId: await findKey(api, await makeStaff(api, ['admin'])),
    clubVersion: club.body.version,
    approvals,
    checkouts: await makeCheckouts(post, location.code, memberId),
    ...(await makeCouponRedemption(api, post, location.code, memberId)),
    ...(await makePoints(post, memberId)),
    ...(await makeVouchers(api, post, memberId)),
  };
};

/** Restores the limits of the club. */
const makeApprovals = async (api: TestApp, memberId: string): Promise<[string, string]> => {
  const asker = await makeStaff(api, ['manager']);
  const adjust = async (): Promise<string> => {
    const body = { points: 500, reason: 'test' };
    const asked = await send(api, 'post', `/members/${memberId}/points/adjustments`, { ...asker, body })
      .set('idempotency-key', randomUUID())
      .expect(202);
    return asked.body.id;
  };
  await changeApprovals(api, { points: 100 });
  const asked: [string, string] = [await adjust(), await adjust()];
  await changeApprovals(api, { points: null });
  return asked;
};

const makeCheckouts = async (
  post: Post,
  location: string,
  memberId: string,
): Promise<Fixtures['checkouts']> => {
  const cart = { location, currency: 'EUR', member: { id: memberId }, lines: [{ amount: 500 }] };
  const quote = async (): Promise<string> => (await post('/checkouts', cart)).id;
  return [await quote(), await quote(), await quote(), await quote()];
};

const makeCouponRedemption = async (
  api: TestApp,
  post: Post,
  location: string,
  memberId: string,
): Promise<Pick<Fixtures, 'couponCode' | 'couponRedemptionId' | 'personalCouponId'>> => {
  const { code: couponCode } = await makeCoupon(api);
  const sale = { location, currency: 'EUR', member: { id: memberId }, lines: [{ amount: 500 }] };
  const { id: couponRedemptionId } = await post(`/coupon-codes/${couponCode}/redemptions`, sale);
  return { couponCode, couponRedemptionId, personalCouponId: (await makeUniqueCoupon(api)).id };
};

const newRule = {
  name: 'Draft',
  effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
};

const makePoints = async (
  post: Post,
  memberId: string,
): Promise<Pick<Fixtures, 'adjustmentId' | 'holds'>> => {
  const call = (kind: string) => post(`/members/${memberId}/points/${kind}`, { points: 5, reason: 'test' });
  const adjusted = await call('adjustments');
  return {
    adjustmentId: String(adjusted.transactionId),
    holds: [(await call('holds')).id, (await call('holds')).id],
  };
};

const makeVouchers = async (
  api: TestApp,
  post: Post,
  memberId: string,
): Promise<Pick<Fixtures, 'rewardId' | 'redemptionId' | 'voucherCode'>> => {
  const { id } = await makeReward(api, { points: 10 });
  const redemption = await post(`/rewards/${id}/redemptions`, { memberId });
  const { voucher } = await post(`/rewards/${id}/redemptions`, { memberId });
  return { rewardId: id, redemptionId: redemption.id, voucherCode: (voucher as { id: string }).id };
};

const findKey = async (api: TestApp, admin: { cookie: string }): Promise<string> => {
  const body = { name: 'spare', scopes: ['club:read'] };
  const made = await send(api, 'post', '/api-keys', { ...admin, body }).expect(201);
  return made.body.id;
};

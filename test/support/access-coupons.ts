import { randomUUID } from 'node:crypto';
import { fails, managers, rule, staff, type Expectation } from './access-rules.ts';

/** Of the next category of discounts. */
let priority = 100;

export const couponExpectations: Record<string, Expectation> = {
  'GET /coupons': rule(staff, 'rewards:read')(),
  'POST /coupons': rule(
    managers,
    'rewards:write',
  )(() => ({
    body: {
      name: { en: 'A tenth off' },
      code: randomUUID().slice(0, 23),
      effect: { kind: 'percent', percent: 10 },
    },
  })),
  'POST /discount-examples': rule(
    managers,
    'rewards:read',
  )(() => ({ body: { effect: { kind: 'percent', percent: 10 }, currency: 'EUR' } })),
  'GET /discount-categories': rule(staff, 'rewards:read')(),
  'POST /discount-categories': rule(
    managers,
    'rewards:write',
  )(() => {
    // The number is unique, and below 200; many callers try.
    priority = 101 + (priority % 99);
    return { body: { name: { en: randomUUID() }, priority, within: 'all' } };
  }),
  'PATCH /discount-categories/{id}': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], version: 1, body: { within: 'best' } })),
  ),
  'DELETE /discount-categories/{id}': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()] })),
  ),
  'GET /manual-discounts': rule(managers, 'purchases:read')(),
  'GET /manual-discounts/sums': rule(managers, 'purchases:read')(),
  'GET /coupon-refusals': rule(managers, 'rewards:read')(),
  'GET /coupon-refusals/reasons': rule(managers, 'rewards:read')(),
  'POST /coupons/{id}/codes': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], body: { count: 1 } })),
  ),
  'POST /coupons/{id}/code-files': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'GET /coupon-batches/{id}/errors': fails(rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'GET /coupons/{id}/codes': fails(rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'GET /coupons/{id}/batches': fails(rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'GET /coupon-batches/{id}': fails(rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'POST /coupon-batches/{id}/restart': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()] })),
  ),
  'DELETE /coupon-batches/{id}': fails(rule(managers, 'rewards:write')(() => ({ path: [randomUUID()] }))),
  'POST /coupon-batches/{id}/file': fails(rule(managers, 'rewards:write')(() => ({ path: [randomUUID()] }))),
  'GET /rewards/{id}/partner-codes': fails(rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'POST /rewards/{id}/partner-codes': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'GET /rewards/{id}/partner-code-files': fails(
    rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] })),
  ),
  'GET /partner-code-files/{id}/errors': fails(
    rule(managers, 'rewards:read')(() => ({ path: [randomUUID()] })),
  ),
  'POST /members/{id}/coupon-codes': rule(
    managers,
    'rewards:write',
  )(({ memberId, personalCouponId }) => ({ path: [memberId], body: { couponId: personalCouponId } })),
  'GET /members/{id}/coupon-codes': rule(staff, 'rewards:read')(({ memberId }) => ({ path: [memberId] })),
  'DELETE /members/{id}/coupon-codes/{codeId}': fails(
    rule(managers, 'rewards:write')(({ memberId }) => ({ path: [memberId, randomUUID()] })),
  ),
  'GET /coupons/{id}': fails(rule(staff, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'GET /coupons/{id}/performance': fails(
    rule(managers, ['rewards:read', 'purchases:read'])(() => ({ path: [randomUUID()] })),
  ),
  'PATCH /coupons/{id}': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], version: 1, body: { exclusive: true } })),
  ),
};

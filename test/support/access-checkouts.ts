import { randomUUID } from 'node:crypto';
import { rule, staff, type Expectation } from './access-rules.ts';

const lines = [{ amount: 500 }];
const purchasedAt = '2026-11-22T09:00:00Z';

export const checkoutExpectations: Record<string, Expectation> = {
  'POST /checkouts': rule(
    staff,
    'purchases:write',
  )(({ location, memberId }) => ({
    body: { location: location.code, currency: 'EUR', member: { id: memberId }, lines },
  })),
  'POST /checkouts/qualify': rule(
    staff,
    'rewards:read',
  )(({ location }) => ({ body: { location: location.code, currency: 'EUR', lines } })),
  'POST /coupons/validate': rule(
    staff,
    'purchases:write',
  )(({ location }) => ({
    body: { location: location.code, currency: 'EUR', lines, code: 'NONESUCH' },
  })),
  'POST /coupon-codes/{code}/redemptions': rule(
    staff,
    'purchases:write',
  )(({ location, couponCode, memberId }) => ({
    path: [couponCode],
    body: { location: location.code, currency: 'EUR', member: { id: memberId }, lines },
  })),
  'POST /coupon-redemptions/{id}/rollback': rule(
    staff,
    'purchases:write',
  )(({ couponRedemptionId }) => ({ path: [couponRedemptionId] })),
  'GET /checkouts/{id}': rule(staff, 'purchases:read')(({ checkouts }) => ({ path: [checkouts[2]] })),
  'PUT /checkouts/{id}': rule(
    staff,
    'purchases:write',
  )(({ checkouts, location }) => ({
    path: [checkouts[2]],
    version: 1,
    body: { location: location.code, currency: 'EUR', lines },
  })),
  'POST /checkouts/{id}/reserve': rule(
    staff,
    'purchases:write',
  )(({ checkouts }) => ({ path: [checkouts[3]], body: {} })),
  'POST /checkouts/{id}/complete': rule(
    staff,
    'purchases:write',
  )(({ checkouts, location }) => ({
    path: [checkouts[0]],
    body: { receipt: { location: location.code, number: randomUUID() }, purchasedAt },
  })),
  'POST /checkouts/{id}/cancel': rule(
    staff,
    'purchases:write',
  )(({ checkouts }) => ({ path: [checkouts[1]] })),
};

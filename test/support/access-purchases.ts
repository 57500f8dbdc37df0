import { randomUUID } from 'node:crypto';
import { everybody, managers, member, rule, staff, type Expectation } from './access-rules.ts';

export const purchaseExpectations: Record<string, Expectation> = {
  'GET /purchases': rule(staff, 'purchases:read')(),
  'GET /purchases/{id}': rule(everybody, 'purchases:read')(({ purchaseId }) => ({ path: [purchaseId] })),
  'POST /purchases': rule(
    staff,
    'purchases:write',
  )(({ location, memberId }) => ({
    body: {
      receipt: { location: location.code, number: randomUUID() },
      purchasedAt: '2026-11-22T09:00:00Z',
      member: { id: memberId },
      currency: 'EUR',
      lines: [{ amount: 500 }],
    },
  })),
  'POST /purchases/{id}/returns': rule(
    staff,
    'purchases:write',
  )(({ purchaseId }) => ({
    path: [purchaseId],
    body: { lines: [{ line: 0, quantity: 1 }] },
  })),
  'POST /returns/{id}/reverse': rule(
    managers,
    'purchases:write',
  )(({ returnId }) => ({ path: [returnId], body: { reason: 'mistake' } })),
  'GET /large-returns': rule(managers, 'purchases:read')(),
  'POST /purchases/claims': member(({ location, forgottenReceipt }) => ({
    body: { location: location.code, number: forgottenReceipt, date: '2026-11-22', total: 1200 },
  })),
  'POST /purchases/{id}/assign': rule(
    managers,
    'purchases:write',
  )(({ anonymousPurchaseId, memberId }) => ({ path: [anonymousPurchaseId], body: { memberId } })),
};

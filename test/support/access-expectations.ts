import { randomUUID } from 'node:crypto';
import { challengeExpectations } from './access-challenges.ts';
import { checkoutExpectations } from './access-checkouts.ts';
import { collectExpectations } from './access-collect.ts';
import { couponExpectations } from './access-coupons.ts';
import { customEventExpectations } from './access-custom-events.ts';
import { listExpectations } from './access-lists.ts';
import { offerExpectations } from './access-offers.ts';
import { ownExpectations } from './access-own.ts';
import { productExpectations } from './access-products.ts';
import { purchaseExpectations } from './access-purchases.ts';
import { budgetExpectations } from './access-budgets.ts';
import { rateTableExpectations } from './access-rate-tables.ts';
import { segmentExpectations } from './access-segments.ts';
import { gatheringExpectations } from './access-gatherings.ts';
import { communityExpectations } from './access-communities.ts';
import { postExpectations } from './access-posts.ts';
import { postPartExpectations } from './access-post-parts.ts';
import { moderationExpectations } from './access-moderation.ts';
import { surveyExpectations } from './access-surveys.ts';
import { tierExpectations } from './access-tiers.ts';
import { identityExpectations } from './access-identity.ts';
import { memberExpectations } from './access-members.ts';
import {
  rule,
  byKind,
  fails,
  everybody,
  staff,
  managers,
  anyone,
  member,
  admin,
  type Ask,
  type Expectation,
  type Make,
} from './access-rules.ts';

const rates = [{ currency: 'EUR', points: 1, per: 100 }];
const newRule = { name: 'Rule', effect: { kind: 'points-per-money', rates } };
const ofMember: Make = ({ memberId }) => ({ path: [memberId] });
const unknownId = (): Ask => ({ path: [randomUUID()] });
const unique = (): string => randomUUID().slice(0, 8);

/** The access rights of every endpoint, written by hand: `METHOD path` below `/api/v1`, or `/api` for health. */
export const expectations: Record<string, Expectation> = {
  'GET /api/livez': anyone(),
  'GET /api/readyz': anyone(),
  'GET /api/metrics': anyone(),

  ...identityExpectations,

  'GET /club': anyone(),
  'PATCH /club': rule(
    managers,
    'club:write',
  )(({ clubVersion }) => ({ version: clubVersion, body: { name: 'New' } })),
  'GET /club/logo': fails(anyone()),
  'PUT /club/logo': fails(rule(managers, 'club:write')(() => ({ body: {} }))),
  'DELETE /club/logo': rule(managers, 'club:write')(),
  'GET /setup': fails(anyone()),
  'POST /setup/sessions': fails(anyone(() => ({ body: { token: 'x'.repeat(43) } }))),
  'PATCH /setup/club': fails(anyone(() => ({ body: {} }))),
  'PUT /setup/logo': fails(anyone(() => ({ body: {} }))),
  'POST /setup/admin': fails(anyone(() => ({ body: {} }))),
  'GET /demo-sign-ins': admin(),
  'DELETE /demo-sign-ins': admin(),
  'POST /setup/invitations': admin(() => ({
    body: { email: `${unique()}@staff.example`, displayName: 'New', language: 'de' },
  })),
  'GET /club/exchange-rates': rule(managers, 'club:read')(),
  'PUT /club/exchange-rates': rule(
    managers,
    'club:write',
  )(() => ({ body: { currency: 'CZK', from: '2026-01-01', rate: '0.0397' } })),
  'DELETE /club/exchange-rates/{currency}/{from}': fails(
    rule(managers, 'club:write')(() => ({ path: ['CHF', '2026-01-01'] })),
  ),
  'GET /locations': anyone(),
  'POST /locations': rule(
    managers,
    'club:write',
  )(() => ({
    body: { code: unique(), name: 'Shop', currency: 'EUR' },
  })),
  'PATCH /locations/{id}': rule(
    managers,
    'club:write',
  )(({ location }) => ({
    path: [location.id],
    version: 1,
    body: { address: 'Elsewhere' },
  })),
  'GET /overview/coverage': rule(managers, ['members:read', 'points:read', 'purchases:read'])(),
  'GET /overview': rule(managers, ['members:read', 'points:read', 'purchases:read'])(),
  'GET /events': byKind(
    managers,
    'club:read',
    'members:read',
    'purchases:read',
    'points:read',
    'rewards:read',
    'events:read',
  )(),

  ...memberExpectations,
  ...listExpectations,

  'GET /tasks': rule(staff, 'members:read')(),
  'POST /tasks/{id}/assign': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: { assigneeId: null } })),
  ),
  'POST /tasks/{id}/done': fails(
    rule(staff, 'members:write')(() => ({ path: [randomUUID()], body: { note: 'seen' } })),
  ),
  'POST /tasks/{id}/reopen': fails(rule(staff, 'members:write')(unknownId)),
  'GET /approvals': byKind(managers, 'points:read', 'club:read')(),
  'GET /approvals/{id}': byKind(
    managers,
    'points:read',
    'club:read',
  )(({ approvals: [id] }) => ({ path: [id] })),
  'POST /approvals/{id}/approve': rule(managers)(({ approvals: [id] }) => ({ path: [id], body: {} })),
  'POST /approvals/{id}/refuse': rule(managers)(({ approvals: [, id] }) => ({
    path: [id],
    body: { reason: 'no' },
  })),
  'POST /approvals/{id}/withdraw': fails(byKind(managers, 'points:write', 'club:write')(unknownId)),
  'GET /approval-settings': rule(managers, 'club:read')(),
  'PUT /approval-settings/limits': fails(rule(managers)(() => ({ body: { points: null } }))),
  'POST /approval-settings/codes': fails(rule(managers)(() => ({ body: { password: 'guess' } }))),

  'GET /condition-facts': rule(managers, 'club:read')(),

  'GET /earning-rules': rule(staff, 'club:read')(),
  'POST /earning-rules': rule(managers, 'club:write')(() => ({ body: newRule })),
  'GET /earning-rules/{id}': rule(managers, 'club:read')(({ rules }) => ({ path: [rules.live] })),
  'GET /earning-rules/{id}/versions': rule(managers, 'club:read')(({ rules }) => ({ path: [rules.live] })),
  'POST /earning-rules/simulate': rule(managers, ['club:read', 'purchases:read'])(({ purchaseId }) => ({
    body: { rule: newRule, purchaseId },
  })),
  'GET /back-tests': rule(managers, ['club:read', 'purchases:read'])(),
  'GET /back-tests/{id}': fails(rule(managers, ['club:read', 'purchases:read'])(unknownId)),
  'POST /back-tests/{id}/cancel': fails(rule(managers, ['club:read', 'purchases:read'])(unknownId)),
  'PATCH /earning-rules/{id}': rule(
    managers,
    'club:write',
  )(({ rules }) => ({
    path: [rules.draft],
    version: 1,
    body: { name: 'Renamed' },
  })),
  'POST /earning-rules/{id}/publish': rule(managers, 'club:write')(({ rules }) => ({ path: [rules.draft] })),
  'POST /earning-rules/{id}/withdraw': rule(managers, 'club:write')(({ rules }) => ({ path: [rules.live] })),
  'POST /earning-rules/{id}/end-trial': fails(
    rule(managers, 'club:write')(({ rules }) => ({ path: [rules.live], body: { for: 'nobody' } })),
  ),
  'GET /earning-rules/{id}/publications': rule(
    managers,
    'club:read',
  )(({ rules }) => ({ path: [rules.live] })),
  'GET /earning-rules/{id}/trial': fails(
    rule(managers, ['club:read', 'purchases:read'])(({ rules }) => ({ path: [rules.live] })),
  ),
  'GET /earning-rule-times': rule(managers, 'club:read')(),
  'POST /earning-rules/{id}/pause': rule(managers, 'club:write')(({ rules }) => ({ path: [rules.live] })),

  ...purchaseExpectations,

  'GET /rewards': rule(staff, 'rewards:read')(),
  'POST /rewards': rule(managers, 'rewards:write')(() => ({ body: { name: { en: 'Mug' }, points: 10 } })),
  'GET /rewards/{id}': rule(staff, 'rewards:read')(({ rewardId }) => ({ path: [rewardId] })),
  'PATCH /rewards/{id}': rule(
    managers,
    'rewards:write',
  )(({ rewardId }) => ({
    path: [rewardId],
    version: 1,
    body: { category: 'things' },
  })),
  'POST /rewards/{id}/redemptions': rule(
    everybody,
    'rewards:write',
  )(({ rewardId, memberId }) => ({
    path: [rewardId],
    body: { memberId },
  })),
  'POST /redemptions/{id}/cancel': rule(
    everybody,
    'rewards:write',
  )(({ redemptionId }) => ({ path: [redemptionId] })),
  'GET /members/{id}/vouchers': rule(managers, 'rewards:read')(ofMember),
  'GET /vouchers/{code}': rule(staff, 'rewards:read')(({ voucherCode }) => ({ path: [voucherCode] })),
  'POST /vouchers/{code}/use': rule(
    staff,
    'rewards:write',
  )(({ voucherCode }) => ({ path: [voucherCode], body: {} })),
  'GET /me': member(),
  'PATCH /me': member(() => ({ version: 1, body: { firstName: 'Me' } })),
  ...challengeExpectations,
  ...checkoutExpectations,
  ...collectExpectations,
  ...couponExpectations,
  ...offerExpectations,
  ...customEventExpectations,
  ...ownExpectations,
  ...budgetExpectations,
  ...productExpectations,
  ...rateTableExpectations,
  ...segmentExpectations,
  ...communityExpectations,
  ...postExpectations,
  ...postPartExpectations,
  ...gatheringExpectations,
  ...moderationExpectations,
  ...surveyExpectations,
  ...tierExpectations,
};

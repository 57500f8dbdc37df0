import { randomUUID } from 'node:crypto';
import { challengeExpectations } from './access-challenges.ts';
import { checkoutExpectations } from './access-checkouts.ts';
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
import {
  rule,
  byKind,
  importing,
  readingImports,
  fails,
  forged,
  everybody,
  staff,
  managers,
  anyone,
  signedIn,
  member,
  admin,
  type Ask,
  type Expectation,
  type Make,
} from './access-rules.ts';

const rates = [{ currency: 'EUR', points: 1, per: 100 }];
const newRule = { name: 'Rule', effect: { kind: 'points-per-money', rates } };
const ofMember: Make = ({ memberId }) => ({ path: [memberId] });
const points: Make = ({ memberId }) => ({ path: [memberId], body: { points: 1, reason: 'test' } });
const unknownId = (): Ask => ({ path: [randomUUID()] });
const unique = (): string => randomUUID().slice(0, 8);
const lost = { reason: 'lost' };
const usualTimes = { country: null, profileDays: null, consentProofYears: null, bookkeepingYears: null };

/** The access rights of every endpoint, written by hand: `METHOD path` below `/api/v1`, or `/api` for health. */
export const expectations: Record<string, Expectation> = {
  'GET /api/livez': anyone(),
  'GET /api/readyz': anyone(),
  'GET /api/metrics': anyone(),

  'POST /sessions': fails(anyone(() => ({ body: {} }))),
  'GET /sessions/current': signedIn(),
  'DELETE /sessions/current': signedIn(),
  'POST /registrations': anyone(() => ({
    body: {
      email: `${unique()}@new.example`,
      password: 'long enough',
      firstName: 'N',
      lastName: 'M',
      language: 'de',
      consents: [{ purpose: 'terms', granted: true }],
    },
  })),
  'GET /me/sessions': signedIn(),
  'DELETE /me/sessions/{id}': fails(signedIn(() => ({ path: [randomUUID()] }))),
  'POST /me/password': fails(signedIn(() => ({ body: { current: 'guess', next: 'long enough' } }))),

  'POST /password-resets': anyone(() => ({ body: { email: 'nobody@club.example' } })),
  'POST /password-resets/{token}': fails(anyone(() => ({ ...forged(), body: { password: 'long enough' } }))),
  'GET /account-openings/{token}': fails(anyone(forged)),
  'POST /account-openings/{token}': fails(anyone(() => ({ ...forged(), body: { password: 'long enough' } }))),
  'POST /me/email-confirmations': member(),
  'POST /me/phone-codes': fails(member()),
  'POST /me/phone-confirmations': fails(member(() => ({ body: { code: '000000' } }))),
  'GET /email-confirmations/{token}': fails(anyone(forged)),
  'POST /email-confirmations/{token}': fails(anyone(forged)),
  'POST /me/email-changes': fails(
    signedIn(() => ({ body: { email: 'new@club.example', password: 'guess' } })),
  ),
  'GET /email-changes/{token}': fails(anyone(forged)),
  'POST /email-changes/{token}': fails(anyone(forged)),
  'POST /email-change-stops/{token}': fails(anyone(forged)),
  'GET /preferences/{token}': fails(anyone(forged)),
  'PUT /preferences/{token}': fails(
    anyone(() => ({ ...forged(), body: { consents: [{ purpose: 'tracking', granted: false }] } })),
  ),
  'GET /me/preferences-link': member(),
  'GET /unsubscriptions/{token}': anyone(forged),
  'POST /unsubscriptions/{token}': fails(anyone(forged)),

  'GET /referral-codes/{code}': anyone(() => ({ path: ['7K3M9QWX'] })),
  'GET /referrals': rule(managers, 'members:read')(),
  'POST /referrals/{id}/approve': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'POST /referrals/{id}/refuse': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: { reason: 'One person' } })),
  ),
  'GET /equal-phones': rule(managers, 'members:read')(),
  'GET /merge-requests': rule(managers, 'members:read')(),
  'POST /merge-requests/{id}/decline': fails(
    rule(managers, 'members:write')(() => ({ ...unknownId(), body: { reason: 'two people' } })),
  ),
  'GET /members/{id}/sessions': rule(managers, 'members:read')(ofMember),
  'DELETE /members/{id}/sessions': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),

  'GET /staff': rule(managers)(),
  'POST /staff': rule(managers)(() => ({
    body: { email: `${unique()}@staff.example`, displayName: 'New', role: 'cashier', language: 'de' },
  })),
  'PATCH /staff/{id}': rule(managers)(({ staffId }) => ({
    path: [staffId],
    version: 1,
    body: { locations: [] },
  })),
  'POST /staff/{id}/invitations': fails(rule(managers)(({ staffId }) => ({ path: [staffId] }))),
  'GET /invitations/{token}': fails(anyone(forged)),
  'POST /invitations/{token}': fails(
    anyone(() => ({ ...forged(), body: { password: 'long enough for staff' } })),
  ),

  'GET /legal-texts': anyone(),
  'GET /legal-texts/{kind}': fails(anyone(() => ({ path: ['terms'] }))),
  'GET /legal-texts/{kind}/versions': anyone(() => ({ path: ['terms'] })),
  'GET /legal-texts/{kind}/versions/{version}': fails(anyone(() => ({ path: ['terms', '1'] }))),
  'POST /legal-texts/{kind}/versions': fails(
    rule(managers, 'club:write')(() => ({ path: ['terms'], version: 1, body: {} })),
  ),
  'GET /legal-texts/{kind}/draft': rule(managers, 'club:read')(() => ({ path: ['terms'] })),
  'PUT /legal-texts/{kind}/draft': fails(
    rule(managers, 'club:write')(() => ({ path: ['imprint'], version: 99, body: { content: { en: 'Us' } } })),
  ),
  'GET /legal-templates': rule(managers, 'club:read')(),
  'GET /legal-settings': rule(managers, 'club:read')(),
  'PUT /legal-settings': rule(managers, 'club:write')(() => ({ body: { operator: 'Us' } })),
  'GET /terms-acceptance': rule(managers, 'members:read')(),
  'GET /me/terms': member(),
  'POST /me/terms-acceptances': fails(member(() => ({ body: { version: 1 } }))),

  'GET /api-keys': admin(),
  'POST /api-keys': admin(() => ({ body: { name: 'new', scopes: ['*'] } })),
  'DELETE /api-keys/{id}': admin(({ apiKeyId }) => ({ path: [apiKeyId] })),
  'GET /audit-entries': rule(managers, 'audit:read')(),
  'GET /event-consumers': rule(managers, 'audit:read')(),
  'GET /event-failures': rule(managers, 'audit:read')(),
  'POST /event-failures/{id}/replay': fails(rule(managers, 'club:write')(() => ({ path: [randomUUID()] }))),
  'POST /event-failures/{id}/discard': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: { reason: 'gone' } })),
  ),

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

  'GET /members': rule(managers, 'members:read')(),
  'POST /members': rule(staff, 'members:write')(() => ({ body: { language: 'de', firstName: 'New' } })),
  'GET /members/{id}': rule(managers, 'members:read')(ofMember),
  'PATCH /members/{id}': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({
    path: [otherMemberId],
    version: 'current',
    body: { firstName: 'Renamed' },
  })),
  'POST /members/{id}/account-invitations': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),
  'GET /privacy-settings': rule(managers, 'club:read')(),
  'PUT /privacy-settings': rule(managers, 'club:write')(() => ({ body: usualTimes })),
  'GET /members/{id}/erasure': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/retained-records': admin(ofMember),
  'POST /members/{id}/close': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId], body: { reason: 'test' } })),
  'POST /members/{id}/reopen': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),
  'GET /members/{id}/timeline': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/cards': rule(managers, 'members:read')(ofMember),
  'POST /members/{id}/cards': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({ path: [memberId], body: {} })),
  'POST /cards/{id}/block': rule(
    managers,
    'members:write',
  )(({ cards }) => ({ path: [cards[0]], body: lost })),
  'POST /cards/{id}/replace': rule(
    managers,
    'members:write',
  )(({ cards }) => ({ path: [cards[1]], body: lost })),
  'POST /cards/resolve': fails(
    rule(staff, 'members:read')(() => ({ body: { code: 'nobody@club.example' } })),
  ),

  'GET /imports': readingImports(),
  'POST /imports': fails(importing(() => ({ body: {} }))),
  'POST /imports/preview': fails(importing(() => ({ body: {} }))),
  'GET /imports/{id}': fails(readingImports(unknownId)),
  'POST /imports/{id}/start': fails(importing(unknownId)),
  'POST /imports/{id}/cancel': fails(importing(unknownId)),
  'POST /imports/{id}/undo': fails(importing(unknownId)),
  'GET /imports/{id}/errors': fails(readingImports(unknownId)),
  'GET /imports/{id}/refused-lines': fails(readingImports(unknownId)),
  'GET /imports/{id}/kept': fails(readingImports(unknownId)),
  'GET /imports/{id}/remarks': fails(readingImports(unknownId)),
  'GET /imports/{id}/conflicts': fails(readingImports(unknownId)),
  'POST /imports/{id}/conflicts': fails(importing(() => ({ ...unknownId(), body: { decision: 'keep' } }))),
  'GET /import-mappings': readingImports(),
  'POST /import-mappings': importing(() => ({
    body: { name: unique(), kind: 'members', mapping: { columns: { email: 'mail' } } },
  })),
  'PATCH /import-mappings/{id}': fails(importing(() => ({ ...unknownId(), body: { name: unique() } }))),
  'DELETE /import-mappings/{id}': fails(importing(unknownId)),

  'GET /members/{id}/points': rule(managers, 'points:read')(ofMember),
  'GET /members/{id}/points/entries': rule(managers, 'points:read')(ofMember),
  'POST /members/{id}/points/adjustments': rule(managers, 'points:write')(points),
  'POST /members/{id}/points/redemptions': rule(staff, 'points:write')(points),
  'POST /members/{id}/points/holds': rule(staff, 'points:write')(points),
  'POST /points/holds/{id}/capture': rule(staff, 'points:write')(({ holds }) => ({ path: [holds[0]] })),
  'POST /points/holds/{id}/release': rule(staff, 'points:write')(({ holds }) => ({ path: [holds[1]] })),
  'POST /points/transactions/{id}/reverse': rule(
    managers,
    'points:write',
  )(({ adjustmentId }) => ({
    path: [adjustmentId],
    body: { reason: 'mistake' },
  })),

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

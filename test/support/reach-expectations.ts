import type { Reach } from '@regulars/contracts';
import type { Ask } from './access-rules.ts';
import type { Fixtures } from './access-fixtures.ts';

/**
 * How far staff and keys of a location reach with an endpoint (ADR 18), and the proof that a call worked: a text in the
 * reply of a read, changed tables for a write.
 */
export interface ReachExpectation {
  readonly reach: Reach;
  readonly shows?: (fixtures: Fixtures) => string;
  readonly changes?: readonly string[];
  /** A valid request, if it differs from that of callers without locations. */
  readonly ask?: (fixtures: Fixtures) => Ask;
  /** Its objects of other locations have separate tests. */
  readonly apart?: true;
}

type Rest = Omit<ReachExpectation, 'reach'>;
const club = (rest: Rest = {}): ReachExpectation => ({ reach: 'club', ...rest });
const own: ReachExpectation = { reach: 'own' };
const anywhere = (rest: Rest): ReachExpectation => ({ reach: 'anywhere', ...rest });
const member = (rest: Rest): ReachExpectation => ({ reach: 'member', ...rest });
const location = (rest: Rest): ReachExpectation => ({ reach: 'location', ...rest });
/** The handler limits it, and no JSON request can succeed here. */
const apart: ReachExpectation = { reach: 'location', apart: true };

const changing = (...changes: string[]): Rest => ({ changes });
const showing = (shows: (fixtures: Fixtures) => string): Rest => ({ shows });
const words = (text: string): Rest => showing(() => text);

let lowered = 1_000_000;

export const reaches: Record<string, ReachExpectation> = {
  'POST /me/email-confirmations': own,
  'GET /mail-settings': anywhere(words('"sender"')),
  'POST /mail-tests': club(changing('audit_entries')),
  'GET /mail-domain': club(words('"findings"')),
  'GET /mails': club(words('"cursor"')),
  'GET /mails/{id}': club(),
  'GET /referrals': club(words('"cursor"')),
  'POST /referrals/{id}/approve': club(),
  'POST /referrals/{id}/refuse': club(),
  'GET /merge-requests': club(words('"cursor"')),
  'POST /merge-requests/{id}/decline': club(),
  'GET /members/{id}/sessions': member(words('"data"')),
  'DELETE /members/{id}/sessions': member({}),

  'GET /staff': location(showing(({ staffId }) => staffId)),
  'POST /staff': location({
    changes: ['accounts', 'staff_roles', 'audit_entries'],
    ask: ({ location: { id } }) => ({
      body: {
        email: `${id}-${Math.random()}@staff.example`,
        displayName: 'New',
        role: 'cashier',
        language: 'de',
        locations: [id],
      },
    }),
    apart: true,
  }),
  'PATCH /staff/{id}': location({
    changes: ['staff_roles', 'audit_entries'],
    ask: ({ staffId, location: { id } }) => ({ path: [staffId], version: 1, body: { locations: [id] } }),
  }),
  'POST /staff/{id}/invitations': location({}),

  'POST /legal-texts/{kind}/versions': club(),
  'GET /legal-texts/{kind}/draft': club(words('"marks"')),
  'PUT /legal-texts/{kind}/draft': club(),
  'GET /legal-templates': club(words('"terms"')),
  'GET /legal-settings': club(words('"noticeDays"')),
  'PUT /legal-settings': club(changing('legal_settings')),
  'GET /terms-acceptance': club(words('"data"')),
  'GET /me/terms': own,
  'POST /me/terms-acceptances': own,

  'GET /api-keys': club(words('"prefix"')),
  'POST /api-keys': club(changing('audit_entries')),
  'DELETE /api-keys/{id}': club(changing('audit_entries')),
  'GET /audit-entries': club(words('"actor"')),
  'GET /event-consumers': club(words('"data"')),
  'GET /event-failures': club(words('"cursor"')),
  'POST /event-failures/{id}/replay': club(),
  'POST /event-failures/{id}/discard': club(),

  'PATCH /club': club(changing('clubs', 'audit_entries')),
  'PUT /club/logo': club(),
  'DELETE /club/logo': club(changing('clubs')),
  'POST /setup/invitations': club(changing('accounts', 'staff_roles')),
  'GET /demo-sign-ins': club(words('"due"')),
  'DELETE /demo-sign-ins': club(),
  'GET /club/exchange-rates': anywhere(words('"data"')),
  'PUT /club/exchange-rates': club(changing('exchange_rates')),
  'DELETE /club/exchange-rates/{currency}/{from}': club(),
  'POST /locations': club(changing('locations', 'audit_entries')),
  'PATCH /locations/{id}': location(changing('locations', 'audit_entries')),
  'GET /products': anywhere(words('"sku"')),
  'GET /product-groups': anywhere(words('"brands"')),
  'POST /products': club(changing('products')),
  'PATCH /products/{id}': club(changing('products')),
  'GET /budgets': anywhere(words('"data"')),
  'POST /budgets': club(),
  'PATCH /budgets/{id}': club(),
  'DELETE /budgets/{id}': club(),
  'GET /rate-tables': anywhere(words('"data"')),
  'POST /rate-tables': club(changing('rate_tables', 'audit_entries')),
  'GET /rate-tables/{id}': anywhere({}),
  'PATCH /rate-tables/{id}': club(),
  'DELETE /rate-tables/{id}': club(),
  'POST /rate-tables/{id}/versions': club(),
  'DELETE /rate-tables/{id}/versions/{number}': club(),
  'GET /rate-tables/{id}/versions/{number}/rates': anywhere({}),
  'GET /rate-tables/{id}/versions/{number}/file': anywhere({}),
  'GET /product-sets': anywhere(words('"data"')),
  'POST /product-sets': club(changing('product_sets', 'audit_entries')),
  'GET /product-sets/{id}': anywhere({}),
  'PATCH /product-sets/{id}': club(),
  'DELETE /product-sets/{id}': club(),
  'GET /product-sets/{id}/skus': anywhere({}),
  'GET /product-sets/{id}/file': anywhere({}),
  'PUT /product-sets/{id}/skus': club(),
  'GET /overview': location(words('"revenue"')),
  'GET /events': { reach: 'location', apart: true },

  'GET /members': location(showing(({ memberId }) => memberId)),
  'POST /members': location({ changes: ['members', 'cards', 'wallets'], apart: true }),
  'GET /members/{id}': member(showing(({ memberId }) => memberId)),
  'PATCH /members/{id}': member(changing('members', 'audit_entries')),
  'POST /members/{id}/account-invitations': member(changing('links', 'mails')),
  'GET /tiers/figures': club(words('"falling"')),
  'GET /privacy-settings': club(words('"profileDays"')),
  'PUT /privacy-settings': club(changing('privacy_settings', 'audit_entries')),
  'GET /members/{id}/erasure': member(words('"open"')),
  'GET /members/{id}/retained-records': member(words('"data"')),
  'POST /members/{id}/close': member(changing('members', 'audit_entries')),
  'POST /members/{id}/reopen': member(changing('members', 'audit_entries')),
  'GET /members/{id}/timeline': member(words('purchase.recorded')),
  'GET /members/{id}/tier': member(words('"code"')),
  'GET /members/{id}/tier-changes': member(words('"cursor"')),
  'GET /members/{id}/tier-grants': member(words('"cursor"')),
  'POST /members/{id}/tier-grants': member({}),
  'POST /members/{id}/tier-grants/{grantId}/end': member({}),
  'GET /members/{id}/cards': member(showing(({ cards: [card] }) => card)),
  'POST /members/{id}/cards': member(changing('cards', 'audit_entries')),
  'POST /cards/{id}/block': location(changing('cards', 'audit_entries')),
  'POST /cards/{id}/replace': location(changing('cards', 'audit_entries')),
  'POST /cards/resolve': anywhere({
    ...showing(({ memberId }) => memberId),
    ask: ({ memberId }) => ({ body: { code: memberId } }),
  }),

  'GET /imports': location(words('"cursor"')),
  'POST /imports': apart,
  'POST /imports/preview': apart,
  'GET /imports/{id}': apart,
  'POST /imports/{id}/start': apart,
  'POST /imports/{id}/cancel': apart,
  'POST /imports/{id}/undo': apart,
  'GET /imports/{id}/errors': apart,
  'GET /imports/{id}/refused-lines': apart,
  'GET /imports/{id}/conflicts': apart,
  'POST /imports/{id}/conflicts': apart,
  'GET /import-mappings': location(words('"data"')),
  'POST /import-mappings': location({
    changes: ['import_mappings'],
    apart: true,
    ask: ({ location: { id } }) => ({
      body: { name: `${id}-${Math.random()}`, kind: 'purchases', mapping: { columns: { receipt: 'bon' } } },
    }),
  }),
  'PATCH /import-mappings/{id}': apart,
  'DELETE /import-mappings/{id}': apart,

  'GET /members/{id}/opportunities': anywhere(words('"data"')),
  'GET /members/{id}/points': member(words('"available"')),
  'GET /members/{id}/points/entries': member(words('"transactionId"')),
  'POST /members/{id}/points/adjustments': member(changing('journal', 'wallets')),
  'POST /members/{id}/points/redemptions': anywhere(changing('journal', 'wallets')),
  'POST /members/{id}/points/holds': anywhere(changing('journal', 'holds')),
  'POST /points/holds/{id}/capture': anywhere(changing('journal', 'holds')),
  'POST /points/holds/{id}/release': anywhere(changing('journal', 'holds')),
  'POST /points/transactions/{id}/reverse': location(changing('journal', 'wallets')),

  'GET /member-bulks': { reach: 'location', apart: true },
  'POST /member-bulks': { reach: 'location', apart: true },
  'GET /member-bulks/{id}': apart,
  'GET /member-bulks/{id}/refusals': apart,
  'GET /saved-filters': anywhere(words('"data"')),
  'POST /saved-filters': anywhere({
    changes: ['saved_filters'],
    ask: () => ({ body: { name: `filter ${Math.random()}`, query: {} } }),
  }),
  'PATCH /saved-filters/{id}': anywhere({}),
  'DELETE /saved-filters/{id}': anywhere({}),
  'GET /member-tags': anywhere(words('"data"')),
  'GET /members/{id}/tags': member(words('"tags"')),
  'PUT /members/{id}/tags': member({
    changes: ['member_tags', 'audit_entries'],
    ask: ({ memberId }) => ({ path: [memberId], body: { tags: [`tag ${Math.random()}`] } }),
  }),
  'GET /members/{id}/notes': member(words('"data"')),
  'POST /members/{id}/notes': member({
    changes: ['member_notes', 'audit_entries'],
    ask: ({ memberId }) => ({ path: [memberId], body: { text: 'a note' } }),
  }),
  'PATCH /members/{id}/notes/{noteId}': member({}),
  'DELETE /members/{id}/notes/{noteId}': member({}),
  'POST /members/{id}/notes/{noteId}/restore': member({}),

  'GET /exports': { reach: 'location', apart: true },
  'POST /exports': { reach: 'location', apart: true },
  'GET /exports/{id}': apart,
  'GET /exports/{id}/file': apart,

  'POST /purchases/{id}/reports': own,
  'POST /challenges/{id}/reports': own,
  'GET /me/tasks': own,
  'GET /tasks': location({ ...words('"cursor"'), apart: true }),
  'POST /tasks/{id}/assign': location({}),
  'POST /tasks/{id}/done': location({}),
  'POST /tasks/{id}/reopen': location({}),
  'GET /approvals': location({ ...words('"cursor"'), apart: true }),
  'GET /approvals/{id}': apart,
  'POST /approvals/{id}/approve': club(changing('approvals', 'journal', 'audit_entries')),
  'POST /approvals/{id}/refuse': club(changing('approvals', 'audit_entries')),
  'POST /approvals/{id}/withdraw': location({}),
  'GET /approval-settings': anywhere(words('"limits"')),
  'PUT /approval-settings/limits': club({
    changes: ['clubs', 'audit_entries'],
    // Lowering the limit needs no approval.
    ask: () => ({ body: { points: (lowered -= 1) } }),
  }),
  'POST /approval-settings/codes': club(),

  'GET /condition-facts': anywhere(words('"data"')),
  'GET /tiers': anywhere(showing(({ tierId }) => tierId)),
  'POST /tiers': club({
    changes: ['tiers'],
    // Thresholds are unique.
    ask: ({ location: { code } }) => ({
      body: { code, name: { en: code }, threshold: 2_000_000 + parseInt(code.slice(-5), 16) },
    }),
  }),
  'PATCH /tiers/{id}': club(changing('tiers')),

  'GET /earning-rules': anywhere(showing(({ rules }) => rules.live)),
  'POST /earning-rules': club(changing('earning_rules')),
  'GET /earning-rules/{id}': anywhere(showing(({ rules }) => rules.live)),
  'GET /earning-rules/{id}/versions': anywhere(words('"version"')),
  'POST /earning-rules/simulate': location(words('"difference"')),
  'GET /back-tests': club(),
  'GET /back-tests/{id}': club(),
  'POST /back-tests/{id}/cancel': club(),
  'PATCH /earning-rules/{id}': club(changing('earning_rule_versions')),
  'POST /earning-rules/{id}/publish': club(changing('rule_publications')),
  'POST /earning-rules/{id}/withdraw': club(),
  'POST /earning-rules/{id}/end-trial': club(),
  'GET /earning-rules/{id}/trial': club(),
  'GET /earning-rule-times': anywhere(showing(({ rules }) => rules.live)),
  'GET /earning-rules/{id}/publications': anywhere(words('"data"')),
  'POST /earning-rules/{id}/pause': club(changing('rule_publications')),

  'GET /purchases': location(showing(({ purchaseId }) => purchaseId)),
  'GET /purchases/{id}': location(showing(({ purchaseId }) => purchaseId)),
  // Locations are public, so other staff get a clear refusal.
  'POST /purchases': location({ changes: ['purchases', 'journal'], apart: true }),
  'POST /purchases/{id}/returns': location(changing('purchase_returns')),
  'POST /returns/{id}/reverse': location(changing('purchase_returns', 'journal')),
  'GET /large-returns': location(words('"limit"')),
  'POST /purchases/claims': own,
  'POST /purchases/{id}/assign': location(changing('purchases', 'journal')),

  'GET /custom-event-types': anywhere(words('"data"')),
  'POST /custom-event-types': club(changing('custom_event_types')),
  'GET /custom-event-types/{id}': anywhere({}),
  'PATCH /custom-event-types/{id}': club({}),
  'GET /custom-events': { reach: 'location', apart: true },
  'POST /custom-events': { reach: 'location', apart: true },
  'POST /custom-events/bulk': { reach: 'location', apart: true },
  'GET /custom-events/{id}': apart,
  'POST /custom-events/{id}/cancel': apart,

  'GET /rewards': anywhere(showing(({ rewardId }) => rewardId)),
  'POST /rewards': club(changing('rewards')),
  'GET /rewards/{id}': anywhere(showing(({ rewardId }) => rewardId)),
  'PATCH /rewards/{id}': club(changing('rewards')),
  'POST /rewards/{id}/redemptions': anywhere(changing('redemptions', 'vouchers')),
  'POST /redemptions/{id}/cancel': anywhere(changing('vouchers', 'journal')),
  'GET /members/{id}/vouchers': member(showing(({ voucherCode }) => voucherCode)),
  'GET /vouchers/{code}': anywhere(showing(({ voucherCode }) => voucherCode)),
  'POST /vouchers/{code}/use': location({ changes: ['vouchers'], apart: true }),

  'GET /challenges': anywhere(words('"data"')),
  'GET /badges': anywhere(words('"data"')),
  'POST /challenges': club(changing('challenges')),
  'GET /challenges/{id}': anywhere({}),
  'PATCH /challenges/{id}': club({}),
  'POST /checkouts': location({ changes: ['checkouts'], apart: true }),
  'GET /checkouts/{id}': location(showing(({ checkouts }) => checkouts[2])),
  'PUT /checkouts/{id}': location(changing('checkouts')),
  'POST /checkouts/{id}/reserve': location(changing('checkouts')),
  'POST /checkouts/{id}/complete': location(changing('purchases', 'checkouts')),
  'POST /checkouts/{id}/cancel': location(changing('checkouts')),
  'POST /coupons/validate': location({ apart: true }),
  'GET /coupons': anywhere(words('"data"')),
  'POST /coupons': club(changing('coupons')),
  'GET /coupons/{id}': anywhere({}),
  'GET /coupon-refusals': club(words('"data"')),
  'GET /coupon-refusals/reasons': club(words('"data"')),
  'PATCH /coupons/{id}': club({}),
  'GET /offers': anywhere(words('"data"')),
  'POST /offers': club(changing('offers')),
  'POST /offers/audience-counts': club(words('"members"')),
  'GET /offers/{id}': anywhere({}),
  'GET /offers/{id}/performance': club({}),
  'PATCH /offers/{id}': club({}),
  'GET /me/offers': own,
  'POST /me/offers/seen': own,
  'POST /offers/{id}/open': own,
  'POST /offers/{id}/activate': own,
  'POST /offers/{id}/deactivate': own,
  'GET /members/{id}/challenges': member(words('"data"')),
  'GET /members/{id}/badges': member(words('"data"')),
  // Purchases of other locations counted nothing, as far as they are told.
  'GET /purchases/{id}/challenges': { reach: 'location', shows: () => '"data"', apart: true },

  'GET /me': own,
  'PATCH /me': own,
  'GET /me/closing': own,
  'GET /me/retention': own,
  'GET /me/data': own,
  'POST /me/closing': own,
  'DELETE /me/closing': own,
  'GET /me/card': own,
  'GET /me/opportunities': own,
  'POST /me/card/loss': own,
  'POST /me/card': own,
  'GET /me/points': own,
  'GET /me/activity': own,
  'GET /me/rewards': own,
  'GET /me/vouchers': own,
  'GET /me/challenges': own,
  'GET /me/referral': own,
  'GET /me/badges': own,
  'GET /me/tier': own,
  'GET /me/events': own,
};

import type { Audited } from '../../platform/audit.ts';
import type { Call, TellCall } from '../../platform/audited-calls.ts';

/** How a changing call gets into the audit log. */
export type AuditCoverage =
  /** Its service writes entries of this kind, because it also knows the previous state. */
  | { readonly by: 'service'; readonly kind: string }
  /** The entry follows from the call. */
  | { readonly by: 'call'; readonly kind: string; readonly tell: TellCall }
  /** No entry, and the reason. */
  | { readonly by: 'nobody'; readonly because: string };

const service = (kind: string): AuditCoverage => ({ by: 'service', kind });
const no = (because: string): AuditCoverage => ({ by: 'nobody', because });
const call = (kind: string, tell: (call: Call) => Omit<Audited, 'action'> | null): AuditCoverage => ({
  by: 'call',
  kind,
  tell: (it) => {
    const told = tell(it);
    return told && { action: kind, ...told };
  },
});

const answers = no('the response says how it came');
const taken = no('the response says how it came and who asked');
const anonymous = no('its moment would lead to the answers, which nothing connects with the member');
const own = no('what people do with their own account and membership; the log of requests has it');
const journal = no('the journal names who posted it');
const looks = no('changes nothing');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const idOf = (value: unknown): string => text((value as { id?: unknown } | null | undefined)?.id);

/** Every changing call by method and path. A test fails if one is missing. */
export const auditCoverage: Readonly<Record<string, AuditCoverage>> = {
  'POST /sessions': own,
  'DELETE /sessions/current': own,
  'POST /registrations': own,
  'DELETE /me/sessions/{id}': own,
  'POST /me/password': own,
  'POST /password-resets': own,
  'POST /password-resets/{token}': own,
  'POST /me/email-confirmations': own,
  'POST /email-confirmations/{token}': own,
  'POST /me/phone-codes': own,
  'POST /me/phone-confirmations': own,
  'POST /me/email-changes': own,
  'POST /email-changes/{token}': own,
  'POST /email-change-stops/{token}': own,
  'PUT /preferences/{token}': own,
  'POST /unsubscriptions/{token}': own,
  'POST /account-openings/{token}': own,
  'PATCH /me': own,
  'POST /me/closing': own,
  'DELETE /me/closing': own,
  'POST /me/card/loss': service('card.lost'),
  'POST /me/card': service('card.issued'),

  'POST /staff': service('staff.invited'),
  'PATCH /staff/{id}': service('staff.changed'),
  'POST /staff/{id}/invitations': service('staff.invitation-sent'),
  'POST /invitations/{token}': service('staff.joined'),
  'POST /purchases/{id}/reports': own,
  'POST /challenges/{id}/reports': own,
  'POST /tasks/{id}/assign': service('task.assigned'),
  'POST /tasks/{id}/done': service('task.done'),
  'POST /tasks/{id}/reopen': service('task.reopened'),
  'POST /members/{id}/notes': service('note.written'),
  'PATCH /members/{id}/notes/{noteId}': service('note.changed'),
  'DELETE /members/{id}/notes/{noteId}': service('note.deleted'),
  'POST /members/{id}/notes/{noteId}/restore': service('note.restored'),
  'POST /approvals/{id}/approve': service('approval.approved'),
  'POST /approvals/{id}/refuse': service('approval.refused'),
  'POST /approvals/{id}/withdraw': service('approval.withdrawn'),
  'PUT /approval-settings/limits': service('club.changed'),
  'POST /approval-settings/codes': service('approval-codes.made'),
  'POST /api-keys': service('api-key.created'),
  'DELETE /api-keys/{id}': service('api-key.revoked'),

  'PATCH /club': service('club.changed'),
  'PUT /privacy-settings': service('club.privacy-changed'),
  'PUT /permission-settings': service('club.permissions-changed'),
  'PUT /ecg-list': service('ecg-list.imported'),
  'POST /suppressions': service('suppression.added'),
  'POST /suppression-checks': looks,
  'DELETE /suppressions/{id}': service('suppression.removed'),
  'PUT /legal-settings': service('club.legal-changed'),
  'PUT /legal-texts/{kind}/draft': service('legal-text.saved'),
  'POST /legal-texts/{kind}/versions': service('legal-text.published'),
  'POST /me/terms-acceptances': own,
  'PUT /club/logo': call('club.logo-changed', () => ({ subject: { type: 'club', id: 'club' } })),
  'DELETE /club/logo': call('club.logo-removed', () => ({ subject: { type: 'club', id: 'club' } })),
  'PUT /club/exchange-rates': service('exchange-rate.set'),
  'DELETE /club/exchange-rates/{currency}/{from}': service('exchange-rate.removed'),
  'POST /communities': service('community.created'),
  'PUT /communities/{id}': service('community.changed'),
  'PUT /communities/{id}/members/{memberId}': service('community.member-set'),
  'POST /communities/{id}/gatherings': service('gathering.created'),
  'PUT /gatherings/{id}': service('gathering.changed'),
  'POST /gatherings/{id}/cancel': service('gathering.cancelled'),
  'POST /gatherings/{id}/attendances': call('gathering.entered', ({ params, reply }) =>
    reply.isNew === true
      ? {
          subject: { type: 'gathering', id: text(params.id) },
          memberId: idOf(reply.member),
          after: { points: reply.points },
        }
      : null,
  ),
  'POST /attendances/{id}/undo': call('gathering.entry-undone', ({ reply }) => ({
    subject: { type: 'gathering', id: text(reply.gatheringId) },
    memberId: idOf(reply.member),
  })),
  'PUT /me/gatherings/{id}/answer': own,
  'POST /communities/{id}/memberships': own,
  'PUT /me/communities/{id}/hears': own,
  'PUT /me/communities/{id}/members/{memberId}': service('community.member-set'),
  'POST /me/communities/{id}/invitations': service('community.member-set'),
  'DELETE /me/communities/{id}': own,
  'POST /me/communities/{id}/pictures': own,
  'PUT /me/posts/{id}/votes': own,
  'PUT /me/writings': own,
  'PUT /me/posts/{id}/answer': own,
  'PUT /me/posts/{id}/pin': no('the pinned post shows it to everyone'),
  'PUT /posts/{id}/pin': service('post.pinned'),
  'PUT /me/nickname': own,
  'POST /me/communities/{id}/posts': own,
  'POST /me/communities/{id}/post-previews': looks,
  'PUT /me/communities/{id}/read': own,
  'PUT /me/posts/{id}': own,
  'DELETE /me/posts/{id}': own,
  'PUT /me/posts/{id}/reactions/{kind}': own,
  'DELETE /me/posts/{id}/reactions/{kind}': own,
  'POST /me/posts/{id}/comments': own,
  'PUT /me/comments/{id}': own,
  'DELETE /me/comments/{id}': own,
  'PUT /me/comments/{id}/reactions/{kind}': own,
  'DELETE /me/comments/{id}/reactions/{kind}': own,
  'POST /communities/{id}/posts': service('post.announced'),
  'PUT /posts/{id}': service('post.changed'),
  'DELETE /posts/{id}': service('post.removed'),
  'PUT /me/notices/{id}/read': own,
  'PUT /me/notices/read': own,
  'PUT /me/notices/unread': own,
  'PUT /me/notice-settings': own,
  'POST /surveys': service('survey.created'),
  'PUT /surveys/{id}': service('survey.changed'),
  'POST /surveys/{id}/publish': service('survey.published'),
  'POST /surveys/{id}/end': service('survey.ended'),
  'PUT /surveys/{id}/responses/{responseId}/tags': service('survey.answer-tagged'),
  'POST /surveys/{id}/responses/{responseId}/call-back': service('survey.call-back-asked'),
  'POST /surveys/{id}/benchmarks': service('survey.benchmark-added'),
  'DELETE /surveys/{id}/benchmarks/{benchmarkId}': service('survey.benchmark-removed'),
  'POST /surveys/{id}/news': service('survey.news-written'),
  'PUT /surveys/{id}/news/{newsId}': service('survey.news-changed'),
  'DELETE /surveys/{id}/news/{newsId}': service('survey.news-removed'),
  'POST /surveys/{id}/news/{newsId}/send': service('survey.news-sent'),
  'POST /me/survey-news/{id}/dismiss': own,
  'POST /surveys/{id}/anonymous': anonymous,
  'POST /surveys/links/{token}/anonymous': anonymous,
  'POST /surveys/{id}/responses': own,
  'POST /surveys/links/{token}/responses': answers,
  'POST /surveys/open-links/{token}/responses': answers,
  'POST /surveys/{id}/links': looks,
  'POST /survey-links': looks,
  'POST /surveys/{id}/taken': taken,
  'POST /members/{id}/telephone-surveys/{surveyId}/taken': taken,
  'POST /challenges': service('challenge.created'),
  'PATCH /challenges/{id}': service('challenge.changed'),
  'POST /checkouts': no('its purchase names who recorded it'),
  'PUT /checkouts/{id}': no('a cart is no change of the books'),
  'POST /checkouts/{id}/reserve': no('it holds for some minutes and moves nothing'),
  'POST /checkouts/{id}/complete': no('its purchase names who recorded it'),
  'POST /checkouts/{id}/cancel': no('a cart is no change of the books'),
  'POST /checkouts/qualify': no('it only asks'),
  'POST /coupons/validate': no('it only asks'),
  'POST /coupon-batches/{id}/restart': service('coupon-batch.restarted'),
  'DELETE /coupon-batches/{id}': service('coupon-batch.removed'),
  'POST /coupon-codes/{code}/redemptions': call('coupon.redeemed', ({ reply }) => ({
    subject: { type: 'coupon', id: text(reply.couponId) },
    after: { redemption: text(reply.id), discount: reply.discount, currency: text(reply.currency) },
  })),
  'POST /coupon-redemptions/{id}/rollback': call('coupon.rolled-back', ({ reply }) => ({
    subject: { type: 'coupon', id: text(reply.couponId) },
    after: { redemption: text(reply.id), discount: reply.discount, currency: text(reply.currency) },
  })),
  'POST /members/{id}/coupon-codes': service('coupon-code.issued'),
  'DELETE /members/{id}/coupon-codes/{codeId}': service('coupon-code.revoked'),
  'POST /discount-examples': no('it only asks'),
  'POST /coupons': service('coupon.created'),
  'POST /coupons/{id}/codes': service('coupon-batch.made'),
  'POST /coupons/{id}/code-files': service('coupon-batch.imported'),
  'POST /coupon-batches/{id}/file': service('coupon-batch.fetched'),
  'PATCH /coupons/{id}': service('coupon.changed'),
  'POST /discount-categories': service('discount-category.created'),
  'PATCH /discount-categories/{id}': service('discount-category.changed'),
  'DELETE /discount-categories/{id}': service('discount-category.removed'),
  'POST /offers': service('offer.created'),
  'POST /offers/audience-counts': no('it only counts'),
  'POST /offers/price-examples': no('it only asks'),
  'PATCH /offers/{id}': service('offer.changed'),
  'POST /me/offers/seen': no('the member reads'),
  'POST /offers/{id}/open': no('the member reads'),
  'POST /offers/{id}/activate': no('an event tells it'),
  'POST /offers/{id}/deactivate': no('an event tells it'),
  'POST /custom-event-types': service('custom-event-type.created'),
  'PATCH /custom-event-types/{id}': service('custom-event-type.changed'),
  'POST /custom-events': no('the event names who recorded it'),
  'POST /custom-events/bulk': no('each event names who recorded it'),
  'POST /custom-events/{id}/cancel': service('custom-event.cancelled'),
  'POST /locations': service('location.created'),
  'PATCH /locations/{id}': service('location.changed'),
  'POST /budgets': service('budget.created'),
  'PATCH /budgets/{id}': service('budget.changed'),
  'DELETE /budgets/{id}': service('budget.removed'),
  'POST /rate-tables': service('rate-table.created'),
  'PATCH /rate-tables/{id}': service('rate-table.changed'),
  'DELETE /rate-tables/{id}': service('rate-table.removed'),
  'POST /rate-tables/{id}/versions': service('rate-table.version-added'),
  'DELETE /rate-tables/{id}/versions/{number}': service('rate-table.version-withdrawn'),
  'POST /product-sets': service('product-set.created'),
  'PATCH /product-sets/{id}': service('product-set.changed'),
  'DELETE /product-sets/{id}': service('product-set.removed'),
  'PUT /product-sets/{id}/skus': service('product-set.replaced'),
  'POST /products': service('product.created'),
  'PATCH /products/{id}': service('product.changed'),
  'PUT /products/{id}/prices': service('product.priced'),
  'POST /setup/sessions': no('opens the set-up, which changes nothing yet'),
  'PATCH /setup/club': no('the set-up ends with an entry of its own'),
  'PUT /setup/logo': no('the set-up ends with an entry of its own'),
  'POST /setup/admin': service('club.set-up'),
  'POST /setup/invitations': service('staff.invited'),
  'DELETE /demo-sign-ins': service('demo.revoked'),

  'POST /members': service('member.created'),
  'PATCH /members/{id}': service('member.changed'),
  'POST /members/{id}/account-invitations': service('member.invited'),
  'POST /members/{id}/close': service('member.closed'),
  'POST /members/{id}/reopen': service('member.reopened'),
  'DELETE /members/{id}/sessions': service('member.signed-out'),
  'POST /referrals/{id}/approve': service('referral.approved'),
  'POST /referrals/{id}/refuse': service('referral.refused'),
  'POST /merge-requests/{id}/decline': service('merge-request.declined'),
  'POST /members/{id}/cards': service('card.issued'),
  'POST /cards/{id}/block': service('card.blocked'),
  'POST /cards/{id}/replace': service('card.replaced'),
  'POST /cards/resolve': looks,

  'POST /members/{id}/points/adjustments': call('points.adjusted', ({ params, body, reply }) =>
    // Without one, it waits for approval.
    typeof reply.transactionId !== 'string'
      ? null
      : {
          subject: { type: 'points-transaction', id: text(reply.transactionId) },
          memberId: text(params.id),
          after: { points: body.points },
        },
  ),
  'POST /members/{id}/points/redemptions': journal,
  'POST /members/{id}/points/holds': journal,
  'POST /points/holds/{id}/capture': journal,
  'POST /points/holds/{id}/release': journal,
  'POST /points/transactions/{id}/reverse': call('points.reversed', ({ params, reply }) => ({
    subject: { type: 'points-transaction', id: text(params.id) },
    after: { points: reply.points },
  })),

  'POST /earning-rules/simulate': looks,
  'POST /back-tests/{id}/cancel': looks,
  'POST /purchases': no('the purchase names who recorded it'),
  'POST /purchases/{id}/returns': call('purchase.returned', ({ params, reply }) => {
    const { takenBack, debt, forgiven } = (reply.points ?? {}) as Record<string, unknown>;
    return {
      subject: { type: 'purchase', id: text(params.id) },
      after: reply.points ? { takenBack, debt, forgiven } : {},
    };
  }),
  'POST /returns/{id}/reverse': call('return.reversed', ({ reply }) => {
    const { givenBack } = (reply.points ?? {}) as Record<string, unknown>;
    return {
      subject: { type: 'purchase', id: text(reply.purchaseId) },
      after: reply.points ? { givenBack } : {},
    };
  }),
  'POST /purchases/{id}/assign': call('purchase.assigned', ({ params, body, reply }) => {
    const { earned } = (reply.points ?? {}) as Record<string, unknown>;
    return {
      subject: { type: 'purchase', id: text(params.id) },
      memberId: text(body.memberId),
      after: { points: earned },
    };
  }),
  'POST /purchases/claims': own,

  'POST /rewards': service('reward.created'),
  'PATCH /rewards/{id}': service('reward.changed'),
  'POST /rewards/{id}/partner-codes': service('reward.codes-added'),
  'POST /rewards/{id}/redemptions': journal,
  'POST /me/vouchers/{id}/partner-code': own,
  'POST /redemptions/{id}/cancel': call('voucher.cancelled', ({ reply }) => ({
    subject: { type: 'voucher', id: idOf(reply.voucher) },
    after: { points: reply.points },
  })),
  'POST /vouchers/{code}/use': call('voucher.used', ({ body, reply }) => ({
    subject: { type: 'voucher', id: text(reply.id) },
    memberId: idOf(reply.member),
    after: { location: body.location ?? null },
  })),
  'POST /tiers': service('tier.created'),
  'PATCH /tiers/{id}': service('tier.changed'),
  'POST /members/{id}/tier-grants': service('tier.granted'),
  'POST /members/{id}/tier-grants/{grantId}/end': service('tier.grant-ended'),
  'POST /earning-rules': service('earning-rule.created'),
  'PATCH /earning-rules/{id}': service('earning-rule.changed'),
  'POST /earning-rules/{id}/publish': service('earning-rule.published'),
  'POST /earning-rules/{id}/pause': service('earning-rule.paused'),
  'POST /earning-rules/{id}/withdraw': service('earning-rule.withdrawn'),
  'POST /earning-rules/{id}/end-trial': service('earning-rule.trial-ended'),

  'POST /saved-filters': looks,
  'PATCH /saved-filters/{id}': looks,
  'DELETE /saved-filters/{id}': looks,
  'POST /member-bulks': service('member-bulk.started'),
  'POST /member-bulks/list-checks': no('it only looks'),
  'POST /member-bulks/{id}/run': service('member-bulk.started'),
  'POST /member-bulks/{id}/undo': service('member-bulk.undone'),
  'PUT /members/{id}/consents': service('member.consents-recorded'),
  'PUT /members/{id}/tags': service('member.tagged'),

  'POST /exports': service('export.started'),
  'POST /imports': service('import.started'),
  'POST /imports/preview': looks,
  'POST /imports/{id}/start': service('import.started'),
  'POST /imports/{id}/cancel': service('import.cancelled'),
  'POST /imports/{id}/undo': service('import.undone'),
  'POST /imports/{id}/conflicts': service('import.decided'),
  'POST /mail-tests': service('mail.tested'),
  'POST /import-mappings': call('import-mapping.saved', ({ body }) => ({
    subject: { type: 'import-mapping', id: text(body.name) },
  })),
  'PATCH /import-mappings/{id}': call('import-mapping.saved', ({ params }) => ({
    subject: { type: 'import-mapping', id: text(params.id) },
  })),
  'DELETE /import-mappings/{id}': call('import-mapping.removed', ({ params }) => ({
    subject: { type: 'import-mapping', id: text(params.id) },
  })),
  'POST /event-failures/{id}/replay': service('event-failure.replayed'),
  'POST /event-failures/{id}/discard': service('event-failure.discarded'),
};

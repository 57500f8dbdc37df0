const told: Readonly<Record<string, string>> = {
  'rows that an erasure deletes':
    'member_tags.tag member_notes.author_name accounts.password_hash accounts.language cards.status consents.purpose event_failures.consumer event_failures.data event_failures.name event_failures.origin event_failures.state known_browsers.mark_hash links.purpose links.token_hash mails.data mails.dedupe_key mails.error mails.language mails.state mails.subject mails.template sessions.device sessions.mark_hash sessions.token_hash terms_acceptances.language terms_acceptances.way',
  'ids, codes, states and kinds of ours':
    'approvals.kind approvals.state referral_codes.code referrals.signs referrals.state referrals.way audit_entries.action audit_entries.actor_kind audit_entries.request_id audit_entries.subject_id audit_entries.subject_type back_tests.state challenge_counts.currency challenge_counts.period challenge_counts.reason challenge_fills.period challenge_fills.state challenge_progress.period challenges.state checkouts.state discount_holds.local_day discount_holds.sort discount_redemptions.currency discount_redemptions.local_day discount_redemptions.sort discount_redemptions.state coupons.state coupon_batches.kind coupon_batches.state coupon_refusals.hint coupon_refusals.problem offer_assignments.arm offer_assignments.met offer_assignments.why offers.activation offers.state custom_event_grants.local_day custom_events.actor_kind custom_events.cancelled_by_kind event_consumers.name event_log.name event_log.origin exports.asker exports.format exports.kind exports.language exports.problem exports.state holds.state member_bulk_items.problem member_bulk_items.state member_bulks.asker member_bulks.kind member_bulks.state idempotency_keys.fingerprint idempotency_keys.key idempotency_keys.scope import_items.code import_items.state imports.kind imports.state journal.currency journal.from_account journal.to_account member_closings.status_before member_facts_rebuild.definition members.joined_location members.language members.origin members.status merge_requests.state migrations.name outbox.name outbox.origin points_transactions.actor_kind points_transactions.kind purchase_returns.actor_kind purchase_returns.reversed_by_kind purchases.actor_kind purchases.channel purchases.currency purchases.reporting_currency budget_days.day budget_days.per budget_days.period_from budget_notices.per budget_notices.period_from budget_notices.state budget_shards.per budget_shards.period_from rule_grants.local_day shared_budgets.per sale_effects.kind sale_effects.outcome sale_effects.participant sale_effects.reason sale_effects.reference sql_functions.hash sql_functions.name tasks.due tasks.kind tasks.state tier_changes.reason vouchers.state',
  'the catalogue of events allows ids, codes and figures alone': 'event_log.data outbox.data',
  'the legal texts of the club and who runs it':
    'legal_drafts.content legal_drafts.kind legal_settings.address legal_settings.authority legal_settings.country legal_settings.email legal_settings.operator legal_settings.phone legal_settings.register legal_settings.tax_id legal_versions.content legal_versions.kind',
  'figures, ids of rules and words of the club':
    'back_tests.figures custom_events.explanation custom_events.nothing purchases.evaluation purchases.explanation sale_effects.figures',
  'what was bought, and how it was paid; the number of a receipt says where, not who':
    'checkouts.cart checkouts.priced points_payments.first points_payments.paid points_payments.shares purchases.codes purchases.payments purchases.receipt_number purchases.till purchase_lines.brand purchase_lines.category purchase_lines.kind purchase_lines.name purchase_lines.product_sets purchase_lines.rates purchase_lines.sku purchase_returns.lines purchase_returns.receipt_number tasks.receipt',
  'what was redeemed': 'vouchers.code vouchers.picture vouchers.reward_name vouchers.to_pay',
  'names and addresses of who works here':
    'api_keys.name approvals.asked_by approvals.decided_name audit_entries.actor_name audit_entries.address back_tests.asked_by earning_rule_versions.created_by exports.actor exports.asked_by imports.actor member_bulks.actor member_bulks.approved_by member_bulks.asked_by member_bulks.decided_by merge_requests.decided_by rule_publications.closed_by rule_publications.published_by staff_roles.invited_email tasks.assignee_name tasks.done_name tier_grants.ended_by tier_grants.granted_by vouchers.used_by',
  'deleted when the file of the export is written': 'exports.filters',
  'the audit log keeps no words of what was before': 'audit_entries.before',
  'keys, roles and codes of who works here':
    'api_keys.location_ids api_keys.prefix api_keys.scopes api_keys.secret_hash approval_codes.code_hash setups.token_hash staff_roles.location_ids staff_roles.role staff_roles.state',
  'counts under hashes, for hours': 'attempts.key',
  'the club, its shops, goods, rewards, tiers and rules':
    'back_tests.content challenge_fills.reward challenges.description challenges.name challenges.picture challenges.reward challenges.terms club_logos.bytes club_logos.hash clubs.accent clubs.approvals clubs.languages clubs.logo clubs.name clubs.points clubs.points_payment clubs.reporting_currency clubs.till clubs.time_zone coupons.audience coupon_batches.prefix coupon_codes.ending coupons.code coupons.code_key coupons.description coupons.name coupons.picture coupons.terms offers.audience offers.description offers.name offers.picture offers.reason offers.terms custom_event_types.code custom_event_types.fields custom_event_types.name custom_events.type_code earning_rule_versions.content exchange_rates.currency exchange_rates.from_date exchange_rates.reporting locations.address member_badges.badge locations.code locations.currency locations.kind locations.name locations.opening_hours locations.tax_rates privacy_settings.country saved_filters.name saved_filters.query product_barcodes.barcode product_set_skus.sku product_sets.name products.barcodes products.brand products.category products.kind products.name products.picture products.prices products.sku rate_rows.locations rate_rows.rates rate_rows.skus rate_tables.currency rate_tables.name rewards.category rewards.description rewards.name rewards.picture rewards.state rewards.tier_prices rewards.to_pay tiers.benefits tiers.code tiers.name',
  'how a file of the club is read, and how it was called':
    'import_mappings.kind import_mappings.mapping import_mappings.name import_mappings.options imports.file_name imports.header imports.problem imports.settings',
  'retained by law, encrypted':
    'retained_records.content retained_records.key_id retained_records.kind retained_records.reason',
};
const names = new Set(Object.values(told).flatMap((list) => list.split(' ')));

/**
 * Columns that hold no words of a member, each with the reason; `table.column`. A column that is in neither this list nor filled by
 * the test of erasure fails that test: say here why it is none of a member's, or write a canary into it and erase it.
 */
export const isWithoutPersons = (name: string): boolean =>
  names.has(name.replace(/^public\./, '')) ||
  // Tables of pg-boss, but for what a job is told. Jobs that say an address of the member are deleted besides.
  (name.startsWith('pgboss.') && name !== 'pgboss.job.data');

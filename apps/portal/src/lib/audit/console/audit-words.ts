import { m } from '#lib/paraglide/messages.js';
import { legalNames } from '#lib/shell/legal.ts';

const actionNames: Readonly<Record<string, () => string>> = {
  'staff.invited': m.audit_did_staff_invited,
  'staff.changed': m.audit_did_staff_changed,
  'staff.deactivated': m.audit_did_staff_deactivated,
  'staff.reactivated': m.audit_did_staff_reactivated,
  'staff.invitation-sent': m.audit_did_staff_invitation_sent,
  'staff.joined': m.audit_did_staff_joined,
  'api-key.created': m.audit_did_api_key_created,
  'api-key.revoked': m.audit_did_api_key_revoked,
  'club.changed': m.audit_did_club_changed,
  'club.logo-changed': m.audit_did_club_logo_changed,
  'club.logo-removed': m.audit_did_club_logo_removed,
  'club.set-up': m.audit_did_club_set_up,
  'demo.revoked': m.audit_did_demo_revoked,
  'club.privacy-changed': m.audit_did_club_privacy_changed,
  'club.legal-changed': m.audit_did_club_legal_changed,
  'legal-text.saved': m.audit_did_legal_text_saved,
  'legal-text.published': m.audit_did_legal_text_published,
  'mail.tested': m.audit_did_mail_tested,
  'exchange-rate.set': m.audit_did_exchange_rate_set,
  'exchange-rate.removed': m.audit_did_exchange_rate_removed,
  'location.created': m.audit_did_location_created,
  'location.changed': m.audit_did_location_changed,
  'product.created': m.audit_did_product_created,
  'product.changed': m.audit_did_product_changed,
  'member.created': m.audit_did_member_created,
  'member.changed': m.audit_did_member_changed,
  'member-bulk.started': m.audit_did_member_bulk_started,
  'member.tagged': m.audit_did_member_tagged,
  'member.invited': m.audit_did_member_invited,
  'member.closed': m.audit_did_member_closed,
  'member.reopened': m.audit_did_member_reopened,
  'member.erased': m.audit_did_member_erased,
  'member.retained-records-read': m.audit_did_member_retained_records_read,
  'member.signed-out': m.audit_did_member_signed_out,
  'merge-request.declined': m.audit_did_merge_request_declined,
  'card.issued': m.audit_did_card_issued,
  'card.blocked': m.audit_did_card_blocked,
  'card.lost': m.audit_did_card_lost,
  'card.replaced': m.audit_did_card_replaced,
  'points.adjusted': m.audit_did_points_adjusted,
  'points.reversed': m.audit_did_points_reversed,
  'purchase.assigned': m.audit_did_purchase_assigned,
  'purchase.returned': m.audit_did_purchase_returned,
  'return.reversed': m.audit_did_return_reversed,
  'reward.created': m.audit_did_reward_created,
  'reward.changed': m.audit_did_reward_changed,
  'challenge.created': m.audit_did_challenge_created,
  'challenge.changed': m.audit_did_challenge_changed,
  'voucher.cancelled': m.audit_did_voucher_cancelled,
  'voucher.used': m.audit_did_voucher_used,
  'tier.created': m.audit_did_tier_created,
  'tier.changed': m.audit_did_tier_changed,
  'tier.granted': m.audit_did_tier_granted,
  'tier.grant-ended': m.audit_did_tier_grant_ended,
  'earning-rule.created': m.audit_did_earning_rule_created,
  'earning-rule.changed': m.audit_did_earning_rule_changed,
  'earning-rule.published': m.audit_did_earning_rule_published,
  'earning-rule.paused': m.audit_did_earning_rule_paused,
  'earning-rule.withdrawn': m.audit_did_earning_rule_withdrawn,
  'export.started': m.audit_did_export_started,
  'export.downloaded': m.audit_did_export_downloaded,
  'table.exported': m.audit_did_table_exported,
  'import.started': m.audit_did_import_started,
  'import.cancelled': m.audit_did_import_cancelled,
  'import.undone': m.audit_did_import_undone,
  'import.decided': m.audit_did_import_decided,
  'import-mapping.saved': m.audit_did_import_mapping_saved,
  'import-mapping.removed': m.audit_did_import_mapping_removed,
  'event-failure.replayed': m.audit_did_event_failure_replayed,
  'event-failure.discarded': m.audit_did_event_failure_discarded,
  'self-earning.refused': m.audit_did_self_earning_refused,
  'approval.asked': m.audit_did_approval_asked,
  'approval.approved': m.audit_did_approval_approved,
  'approval.refused': m.audit_did_approval_refused,
  'approval.withdrawn': m.audit_did_approval_withdrawn,
  'approval-codes.made': m.audit_did_approval_codes_made,
  'task.assigned': m.audit_did_task_assigned,
  'task.done': m.audit_did_task_done,
  'task.reopened': m.audit_did_task_reopened,
  'note.written': m.audit_did_note_written,
  'note.changed': m.audit_did_note_changed,
  'note.deleted': m.audit_did_note_deleted,
  'note.restored': m.audit_did_note_restored,
  'custom-event-type.created': m.audit_did_custom_event_type_created,
  'custom-event-type.changed': m.audit_did_custom_event_type_changed,
  'custom-event.cancelled': m.audit_did_custom_event_cancelled,
  'sign-in.spread': m.audit_did_sign_in_spread,
};

const areas: Readonly<Record<string, () => string>> = {
  member: m.audit_area_member,
  'member-bulk': m.audit_area_member_bulk,
  card: m.audit_area_card,
  points: m.audit_area_points,
  purchase: m.audit_area_purchase,
  return: m.audit_area_return,
  voucher: m.audit_area_voucher,
  reward: m.audit_area_reward,
  challenge: m.challenges_title,
  'earning-rule': m.audit_area_earning_rule,
  tier: m.audit_area_tier,
  'tier-grant': m.audit_area_tier,
  staff: m.audit_area_staff,
  'api-key': m.audit_area_api_key,
  club: m.audit_area_club,
  'legal-text': m.audit_area_legal_text,
  location: m.audit_area_location,
  product: m.audit_area_product,
  'exchange-rate': m.audit_area_exchange_rate,
  mail: m.audit_area_mail,
  table: m.audit_area_table,
  export: m.audit_area_export,
  import: m.audit_area_import,
  approval: m.audit_area_approval,
  task: m.audit_area_task,
  note: m.audit_area_note,
  'custom-event-type': m.audit_area_custom_event_type,
  'custom-event': m.audit_area_custom_event,
  'sign-in': m.audit_area_sign_in,
};

const fields: Readonly<Record<string, () => string>> = {
  status: m.audit_field_status,
  state: m.audit_field_state,
  role: m.audit_field_role,
  locations: m.audit_field_locations,
  location: m.audit_field_location,
  name: m.audit_field_name,
  reason: m.audit_field_reason,
  fields: m.audit_field_fields,
  points: m.audit_field_points,
  tags: m.audit_field_tags,
  kind: m.audit_field_kind,
  pinned: m.audit_field_pinned,
  format: m.audit_field_format,
  filters: m.audit_field_filters,
  rows: m.audit_field_rows,
  number: m.audit_field_number,
  active: m.audit_field_active,
  stock: m.audit_field_stock,
  takenBack: m.audit_field_taken_back,
  givenBack: m.audit_field_given_back,
  debt: m.audit_field_debt,
  forgiven: m.audit_field_forgiven,
  scopes: m.audit_field_scopes,
  address: m.audit_field_address,
  openingHours: m.audit_field_opening_hours,
  taxRates: m.audit_field_tax_rates,
  barcodes: m.audit_field_barcodes,
  till: m.audit_field_till,
  version: m.audit_field_version,
  memberId: m.audit_field_member_id,
  replacedBy: m.audit_field_replaced_by,
  validFrom: m.audit_field_valid_from,
  validUntil: m.audit_field_valid_until,
  category: m.audit_field_category,
  threshold: m.audit_field_threshold,
  liveVersion: m.audit_field_live_version,
  fileName: m.audit_field_file_name,
  lines: m.audit_field_lines,
  accounts: m.audit_field_accounts,
  rate: m.audit_field_rate,
  description: m.audit_field_description,
};

// Subjects without a row of their own are named by their page.
const tables: Readonly<Record<string, () => string>> = {
  members: m.common_console_members,
  purchases: m.common_console_purchases,
  products: m.common_console_products,
  locations: m.common_console_locations,
  rewards: m.common_console_rewards,
  rules: m.common_console_rules,
  tiers: m.audit_area_tier,
  staff: m.audit_area_staff,
  mails: m.staff_nav_mail,
  keys: m.audit_area_api_key,
  audit: m.common_console_audit,
  overview: m.common_console_overview,
};

const texts: Readonly<Record<string, () => string>> = legalNames;

const isUuid = (id: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-/u.test(id);

/** The label of a subject: its current name, or a table's page; null if the id says nothing. */
export const subjectName = ({
  type,
  id,
  name,
}: {
  type: string;
  id: string;
  name: string | null;
}): string | null => {
  if (name !== null) return name;
  if (type === 'table') return tables[id]?.() ?? id;
  if (type === 'legal-text') return texts[id]?.() ?? id;
  return isUuid(id) || type === 'club' ? null : id;
};

/** The action in the reader's language; unknown actions keep their name. */
export const actionName = (action: string): string => actionNames[action]?.() ?? action;

/** Filters of the log: all actions that begin with the same word. */
export const areaOptions = (): { value: string; label: string }[] =>
  Object.entries(areas).map(([value, label]) => ({ value, label: label() }));

/** The label of a changed field; nested ones by their last name. */
export const fieldName = (path: string): string =>
  fields[path]?.() ?? fields[path.split('.').at(-1) ?? '']?.() ?? path;

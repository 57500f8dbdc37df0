import type { ExportKind, Session } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

const kinds: Record<ExportKind, () => string> = {
  members: m.exports_members,
  purchases: m.exports_purchases,
  'purchase-lines': m.exports_purchase_lines,
  journal: m.exports_journal,
  products: m.common_console_products,
  locations: m.common_console_locations,
  rewards: m.common_console_rewards,
  coupons: m.coupons_title,
  offers: m.offers_title,
  bulks: m.bulk_list_title,
  budgets: m.budgets_title,
  'manual-discounts': m.console_by_hand_title,
  suppressions: m.suppressions_title,
  'survey-answers': m.surveysconsole_export_name,
  scores: m.scores_export_name,
  rules: m.common_console_rules,
  tiers: m.audit_area_tier,
  referrals: m.referrals_title,
  staff: m.audit_area_staff,
  mails: m.staff_nav_mail,
  audit: m.common_console_audit,
  keys: m.audit_area_api_key,
  overview: m.common_console_overview,
};

export const exportName = (kind: ExportKind): string => kinds[kind]();

// The journal, what coupons brought, discounts by hand, suppressed addresses, answers to surveys, scores, referrals, the audit log, keys and e-mails belong to no location.
const ofTheClub: readonly ExportKind[] = [
  'journal',
  'coupons',
  'manual-discounts',
  'suppressions',
  'survey-answers',
  'scores',
  'referrals',
  'mails',
  'audit',
  'keys',
];

/** What a manager can export, bound to locations or not. */
export const kindsFor = ({ roles, locationIds }: Pick<Session, 'roles' | 'locationIds'>): ExportKind[] =>
  (Object.keys(kinds) as ExportKind[])
    .filter((kind) => locationIds.length === 0 || !ofTheClub.includes(kind))
    .filter((kind) => kind !== 'keys' || roles.includes('admin'));

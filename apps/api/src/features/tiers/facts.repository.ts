import type { FactColumns } from '@regulars/conditions';

/** What conditions ask of a member's standing. */
export const tierFactColumns = {
  'member.tier': (row) => `(select t.tier_id::text from member_tiers t where t.member_id = ${row}.id)`,
} satisfies Partial<FactColumns<'member'>>;

import type { FactColumns } from '@regulars/conditions';

/** What conditions ask of a member's standing: who never changed a tier stands on the one that needs nothing. */
export const tierFactColumns = {
  'member.tier': (_, { memberFacts }) =>
    `coalesce(${memberFacts}.tier_id, (select t.id from tiers t where t.threshold = 0))::text`,
} satisfies Partial<FactColumns<'member'>>;

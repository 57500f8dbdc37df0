import type { FactSource } from '../facts/index.ts';

/** Who never changed a tier has none here, and stands on the one that needs nothing. */
export const tierFactSource: FactSource = {
  name: 'tiers',
  columns: ['tier_id'],
  select: ({ members }) =>
    `select t.member_id, t.tier_id from member_tiers t where t.member_id = any(${members})`,
};

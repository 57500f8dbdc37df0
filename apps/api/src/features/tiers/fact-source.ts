import type { FactSource } from '../facts/index.ts';

/** Members who never changed a tier have none here. They are on the one that needs nothing. */
export const tierFactSource: FactSource = {
  name: 'tiers',
  columns: ['tier_id'],
  // The tier of a former member changes without an event.
  events: ['tier.changed', 'member.reopened'],
  select: ({ members }) =>
    `select t.member_id, t.tier_id from member_tiers t where t.member_id = any(${members})`,
};

import type { FactSource } from '../facts/index.ts';

export const communityFacts: FactSource = {
  name: 'communities',
  columns: ['communities'],
  events: [],
  select: ({ members }) => `
    select c.member_id, count(*) as communities
    from community_memberships c where c.member_id = any(${members}) and c.state = 'member' group by c.member_id`,
};

import type { FactSource } from '../facts/index.ts';

export const gatheringFacts: FactSource = {
  name: 'gatherings',
  columns: ['gatherings'],
  events: [],
  select: ({ members }) => `
    select a.member_id, count(*) as gatherings
    from attendances a where a.member_id = any(${members}) and a.state = 'came' group by a.member_id`,
};

import type { FactSource } from '../facts/index.ts';

export const offerFacts: FactSource = {
  name: 'offers',
  columns: ['offers_activated'],
  events: [],
  select: ({ members }) => `
    select a.member_id, count(*) as offers_activated
    from offer_assignments a where a.member_id = any(${members}) and a.activated_at is not null group by a.member_id`,
};

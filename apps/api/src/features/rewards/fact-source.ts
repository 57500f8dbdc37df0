import type { FactSource } from '../facts/index.ts';

/** What members paid for with points. A voucher that was given is not in it. */
export const rewardFacts: FactSource = {
  name: 'rewards',
  columns: ['rewards', 'last_reward_at'],
  events: [],
  select: ({ members }) => `
    select d.member_id, count(*) as rewards, max(d.redeemed_at) as last_reward_at
    from redemptions d where d.member_id = any(${members}) and d.cancelled_at is null and d.transaction_id is not null
    group by d.member_id`,
};

import type { FactSource } from '../facts/index.ts';

/** As booked. From `due_at` on, time has changed the points, and readers settle them. */
export const pointsFacts: FactSource = {
  name: 'points',
  columns: ['points', 'due_at', 'points_expiring', 'next_expiry_at'],
  events: [
    'points.earned',
    'points.redeemed',
    'points.returned',
    'points.adjusted',
    'points.released',
    'points.expired',
    'points.held',
    'points.given-back',
    'points.reversed',
    'points.transferred',
  ],
  select: ({ members }) => `
    select w.member_id, w.available as points, w.next_due_at as due_at, next.points as points_expiring, next.expires_at as next_expiry_at
    from wallets w
    left join (
      select distinct on (l.member_id) l.member_id, l.expires_at, sum(l.remaining)::bigint as points
      from lots l where l.member_id = any(${members}) and l.remaining > 0 and l.released and l.expires_at is not null
      group by l.member_id, l.expires_at order by l.member_id, l.expires_at
    ) next on next.member_id = w.member_id
    where w.member_id = any(${members})`,
};

/** All that was ever booked, less what was taken back. Apart from the others: releases and expiries are no such movements. */
export const movedPointsFacts: FactSource = {
  name: 'moved',
  columns: ['points_earned', 'points_redeemed'],
  events: ['points.earned', 'points.redeemed', 'points.returned', 'points.given-back', 'points.reversed'],
  select: ({ members }) => `
    select j.member_id,
      coalesce(sum(case 'issued' when j.from_account then j.amount when j.to_account then -j.amount end), 0)::bigint as points_earned,
      coalesce(sum(case 'redeemed' when j.to_account then j.amount when j.from_account then -j.amount end), 0)::bigint as points_redeemed
    from journal j where j.member_id = any(${members}) and j.currency = 'points' group by j.member_id`,
};

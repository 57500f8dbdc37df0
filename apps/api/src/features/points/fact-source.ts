import type { FactSource } from '../facts/index.ts';

/** As booked. From `due_at` on, time has changed the points, and readers settle them. */
export const pointsFacts: FactSource = {
  name: 'points',
  columns: ['points', 'due_at'],
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
  select: ({ members }) =>
    `select w.member_id, w.available as points, w.next_due_at as due_at from wallets w where w.member_id = any(${members})`,
};

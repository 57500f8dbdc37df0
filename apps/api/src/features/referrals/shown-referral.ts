import type { Referral } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { ShownRow } from './referrals.repository.ts';

/** A referral as the team sees it. */
export const shownReferral = (row: ShownRow): Referral => ({
  id: row.id,
  member: person(row.member_id, row.member_name),
  friend: person(row.friend_id, row.friend_name),
  way: row.way,
  state: row.state,
  signs: row.signs,
  reason: row.reason,
  joinedAt: toInstant(row.joined_at),
  dueAt: row.due_at && toInstant(row.due_at),
  endedAt: row.ended_at && toInstant(row.ended_at),
  purchaseId: row.purchase_id,
  points: { member: row.member_points, friend: row.friend_points },
});

const person = (id: string | null, name: string | null): Referral['member'] =>
  id === null ? null : { id, displayName: name ?? '' };

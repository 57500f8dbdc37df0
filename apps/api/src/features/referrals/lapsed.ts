import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { ReferralRow } from './referrals.repository.ts';

/** Tells that nobody can decide about a referral any more; nothing if it did not wait for a decision. */
export const lapsedEvent = ({
  id,
  member_id: memberId,
  state,
}: Pick<ReferralRow, 'id' | 'member_id' | 'state'>): ClubEvent[] =>
  state === 'review' && memberId !== null
    ? [{ name: 'referral.lapsed', memberId, data: { referralId: id } }]
    : [];

import type { ReferralRow } from './referrals.repository.ts';

/** A referral of two persons who are both still known. */
export interface Pair extends ReferralRow {
  readonly member_id: string;
  readonly friend_id: string;
}

export const isPair = (row: ReferralRow): row is Pair => row.member_id !== null && row.friend_id !== null;

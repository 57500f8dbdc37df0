import type { Tier, TierReason } from '@regulars/contracts';
import { isoOf, type Instant, type TierGrant } from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';

/** `from` and `to` are equal if only the earned tier moved, below a granted one. Nobody is told of that. */
export interface TierChange {
  readonly memberId: string;
  readonly at: Instant;
  readonly from: Tier | null;
  readonly to: Tier | null;
  /** The status credit that decided. */
  readonly status: number;
  readonly reason: TierReason;
  /** What was earned, afterwards. */
  readonly earned: Tier | null;
  /** What was earned is less than before. */
  readonly lowersEarned?: true;
  /** The running grant, afterwards. */
  readonly grant: TierGrant | null;
  /** The grant that began or ended. */
  readonly grantId?: string | undefined;
}

/** Whether the first tier is lower; no tier is the lowest. */
export const isBelow = (tier: Tier | null, other: Tier | null): boolean =>
  (tier?.threshold ?? -1) < (other?.threshold ?? -1);

/** The rows that `change_tiers` writes. */
export const rowsOf = (changes: readonly TierChange[]): object[] =>
  changes.map(({ memberId, at, from, to, status, reason, earned, lowersEarned, grant, grantId }) => ({
    id: newId(),
    member_id: memberId,
    at: isoOf(at),
    from_tier: from?.id ?? null,
    to_tier: to?.id ?? null,
    status,
    reason,
    ...(lowersEarned && { lowers_earned: true }),
    ...(grant && {
      earned_tier: earned?.id ?? null,
      granted_tier: grant.tierId,
      granted_until: isoOf(grant.until),
    }),
    ...(grantId === undefined ? {} : { grant_id: grantId }),
  }));

export const eventsOf = (changes: readonly TierChange[]): ClubEvent[] =>
  changes.filter(isSeen).map(({ memberId, at, from, to, status, reason }) => ({
    name: 'tier.changed',
    memberId,
    at,
    data: {
      from: from?.code ?? null,
      to: to?.code ?? null,
      direction: isBelow(from, to) ? 'up' : 'down',
      status,
      reason,
    },
  }));

const isSeen = ({ from, to }: TierChange): boolean => from?.id !== to?.id;

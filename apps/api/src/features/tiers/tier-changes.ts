import type { Tier } from '@regulars/contracts';
import { isoOf, type Instant } from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';

/**
 * Why a tier changed: a posting reached it, the qualifying period was over and the credit earns another, or the club
 * changed its ladder.
 */
export type TierChangeReason = 'credit-reached' | 'period-ended' | 'ladder-changed';

export interface TierChange {
  readonly memberId: string;
  readonly at: Instant;
  readonly from: Tier | null;
  readonly to: Tier | null;
  /** The status credit that decided. */
  readonly status: number;
  readonly reason: TierChangeReason;
}

/** The rows that `change_tiers` writes. */
export const rowsOf = (changes: readonly TierChange[]): object[] =>
  changes.map(({ memberId, at, from, to, status, reason }) => ({
    id: newId(),
    member_id: memberId,
    at: isoOf(at),
    from_tier: from?.id ?? null,
    to_tier: to?.id ?? null,
    status,
    reason,
  }));

export const eventsOf = (changes: readonly TierChange[]): ClubEvent[] =>
  changes.map(({ memberId, at, from, to, status, reason }) => ({
    name: 'tier.changed',
    memberId,
    at,
    data: {
      from: from?.code ?? null,
      to: to?.code ?? null,
      direction: (to?.threshold ?? -1) > (from?.threshold ?? -1) ? 'up' : 'down',
      status,
      reason,
    },
  }));

import type { EventName } from '@regulars/contracts';
import { isSettlement, type TransactionKind } from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { BookedTransaction } from './points-document.ts';

type PointsEventName = Extract<EventName, `points.${string}`>;

const names: Record<TransactionKind, PointsEventName | null> = {
  earn: 'points.earned',
  bonus: 'points.earned',
  import: 'points.earned',
  redeem: 'points.redeemed',
  capture: 'points.redeemed',
  return: 'points.returned',
  // Forgiveness is settled when points come back.
  reclaim: 'points.returned',
  adjust: 'points.adjusted',
  release: 'points.released',
  expire: 'points.expired',
  hold: 'points.held',
  'hold-release': 'points.given-back',
  'hold-timeout': 'points.given-back',
  cancel: 'points.given-back',
  'transfer-out': 'points.transferred',
  'transfer-in': 'points.transferred',
  // The part of the inflow that repaid debt, which has its own event.
  repay: null,
};

/** The event name of a posting; null if it is part of another. */
export const eventNameOf = (
  kind: TransactionKind,
  cause: { readonly reverses?: unknown },
): PointsEventName | null =>
  typeof cause.reverses === 'string' && !isSettlement(kind) ? 'points.reversed' : names[kind];

/** Every posting reports what it did, so no feature can forget it. */
export const eventsOf = (booked: readonly BookedTransaction[]): ClubEvent[] =>
  booked.flatMap(({ memberId, bookedAt, transaction: { id, kind, cause, entries } }) => {
    const name = eventNameOf(kind, cause);
    if (name === null) return [];
    const points = entries.reduce(
      (sum, entry) => (entry.currency === 'points' ? sum + entry.amount : sum),
      0,
    );
    const data = {
      transactionId: id,
      points,
      ...(typeof cause.purchaseId === 'string' ? { purchaseId: cause.purchaseId } : {}),
      ...(typeof cause.redemptionId === 'string' ? { redemptionId: cause.redemptionId } : {}),
    };
    return [{ name, memberId, data, at: bookedAt }];
  });

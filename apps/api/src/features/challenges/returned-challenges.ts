import type { Challenge } from '@regulars/contracts';
import {
  countOf,
  courseOf,
  isoOf,
  progressIn,
  withProgress,
  type ChallengeTerms,
  type FillOfPeriod,
  type Goal,
  type Json,
  type PeriodProgress,
  type Progress,
} from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import type { VoucherTerms } from '../rewards/index.ts';
import type { SaleRedoing, SaleReturn, SaleUndoing } from '../sales/index.ts';
import { isReadableVersion } from './readable.ts';
import { fillsOf, type CountedFigures, type DecidedFill } from './sale-challenges.ts';

interface KnownFill extends FillOfPeriod {
  readonly purchaseId: string;
  readonly voucherId: string | null;
  readonly redemptionId: string | null;
  /** Null if it gave points. */
  readonly rewardId: string | null;
}

/** What a purchase counted towards a challenge, with the member's progress, as `challenges_recall` tells it. */
export interface RecalledCount extends Goal {
  readonly memberId: string;
  /** Of the challenge. */
  readonly id: string;
  readonly version: number;
  /** What it counts today. How purchases fill it cannot have changed since. */
  readonly terms: ChallengeTerms;
  /** In which the purchase counted. */
  readonly period: string;
  /** All in which anything counted. */
  readonly periods: readonly PeriodProgress[];
  readonly reward: Challenge['reward'];
  /** Null if it gives points. */
  readonly voucher: VoucherTerms | null;
  /** What the purchase still counts. */
  readonly here: number;
  readonly fills: readonly KnownFill[];
}

type Returned = SaleReturn<readonly RecalledCount[]>;
type Effect = Returned['effects'][number];

interface Running {
  readonly periods: readonly PeriodProgress[];
  readonly fills: readonly KnownFill[];
}

/** Of several returns of a member, the later ones see what the earlier ones took. */
export const undoReturns = (returns: readonly Returned[]): SaleUndoing[] => {
  const running = new Map<string, Running>();
  return returns.map((returned) => {
    const undone = returned.effects.flatMap((effect) => {
      const count = countedIn(returned, effect);
      if (!count) return [];
      const counted = Math.min(count.here, remainingCount(returned, effect));
      if (counted === count.here) return [];
      const key = `${count.memberId} ${count.id}`;
      const { after, ...undoing } = undoOne(returned, { effect, count, counted }, running.get(key) ?? count);
      running.set(key, after);
      return [undoing];
    });
    return {
      undone: undone.flatMap(({ ended }) => ended ?? []),
      rows: undone.map(({ row }) => row),
      events: undone.flatMap(({ events }) => events),
    };
  });
};

/** Nothing of a challenge that this version of the software cannot read: what it counted stays. */
const countedIn = ({ recalled }: Returned, { reference }: Effect): RecalledCount | undefined =>
  recalled?.find((count) => count.id === reference && isReadableVersion(count));

/** What remains bought counts by the terms of the sale, and never more than it did. */
const remainingCount = ({ purchase, remaining, zone: current }: Returned, { figures }: Effect): number => {
  const { counted, terms, base = 'gross', zone = current } = figures as unknown as CountedFigures;
  return Math.min(counted, countOf(terms, { purchase, remaining, zone, base }).counted);
};

interface Undone {
  readonly after: Running;
  readonly ended: Effect | null;
  readonly row: Json;
  readonly events: readonly ClubEvent[];
}

interface CountedLess {
  readonly effect: Effect;
  readonly count: RecalledCount;
  /** What still counts. */
  readonly counted: number;
}

const undoOne = (returned: Returned, { effect, count, counted }: CountedLess, before: Running): Undone => {
  const { period } = count;
  const { progress, withdrawn, kept } = courseOf(count.terms).retreat(
    before.periods,
    period,
    count.here - counted,
    count,
    before.fills,
  );
  const { returnId } = returned;
  const changed = [...withdrawn.map(as('withdrawn')), ...kept.map(as('kept'))].map((each) => ({
    ...each,
    changedBy: returnId,
  }));
  const fills = before.fills.map((fill) => ({ ...fill, ...changed.find(({ id }) => id === fill.id) }));
  return {
    after: { periods: withProgress(before.periods, period, progress, -withdrawn.length), fills },
    ended: counted === 0 ? effect : null,
    row: {
      ...movedRow(returned, count, {
        counted,
        before: progressIn(before.periods, period),
        after: progress,
      }),
      return_id: returnId,
      at: isoOf(returned.bookedAt),
      changed: fills.filter(({ id }) => changed.some((each) => each.id === id)).map(changedRow),
    },
    events: [
      ...fills
        .filter(({ id }) => withdrawn.some((each) => each.id === id))
        .flatMap((fill) => withdrawnEvents(returned, count, fill)),
      ...kept.map((fill) => keptEvent(returned, count, fill)),
    ],
  };
};

const as =
  (state: KnownFill['state']) =>
  ({ id }: Pick<KnownFill, 'id'>): Pick<KnownFill, 'id' | 'state'> => ({ id, state });

const changedRow = ({ id, state, redemptionId }: KnownFill): Json => ({
  id,
  state,
  redemption_id: redemptionId,
});

const movedRow = (
  { purchaseId }: Returned,
  { memberId, id, period }: RecalledCount,
  {
    counted,
    before,
    after,
  }: { readonly counted: number; readonly before: Progress; readonly after: Progress },
): { readonly [key: string]: Json } => ({
  member_id: memberId,
  challenge_id: id,
  purchase_id: purchaseId,
  period,
  counted,
  more: after.counted - before.counted,
  used: after.used - before.used,
});

const withdrawnEvents = (
  { bookedAt: at }: Returned,
  { memberId, id: challengeId }: RecalledCount,
  { id: fillId, purchaseId, voucherId, redemptionId }: KnownFill,
): ClubEvent[] => [
  { name: 'challenge.withdrawn', memberId, data: { challengeId, fillId, purchaseId }, at },
  ...(voucherId !== null && redemptionId !== null
    ? [{ name: 'voucher.cancelled' as const, memberId, data: { voucherId, redemptionId }, at }]
    : []),
];

const keptEvent = (
  { bookedAt: at, purchaseId }: Returned,
  { memberId, id: challengeId }: RecalledCount,
  { id: fillId }: Pick<KnownFill, 'id'>,
): ClubEvent => ({ name: 'challenge.kept', memberId, data: { challengeId, fillId, purchaseId }, at });

/** A return was a mistake: what it took counts again. */
export const redoReturn = (reversed: Returned): SaleRedoing => {
  const redone = [...reversed.effects, ...reversed.others].flatMap((effect) => {
    const count = countedIn(reversed, effect);
    const counted = count ? remainingCount(reversed, effect) : 0;
    return count && counted > count.here ? [{ effect, ...redoOne(reversed, count, counted) }] : [];
  });
  return {
    redone: redone.map(({ effect }) => effect),
    rows: redone.map(({ row }) => row),
    events: redone.flatMap(({ events }) => events),
  };
};

const redoOne = (
  reversed: Returned,
  count: RecalledCount,
  counted: number,
): { readonly row: Json; readonly events: readonly ClubEvent[] } => {
  const { returnId, purchaseId, bookedAt: at, zone } = reversed;
  const { memberId, fills, period, periods } = count;
  const resumed = courseOf(count.terms).resume(periods, period, counted - count.here, count, fills, returnId);
  const again = new Set([...resumed.restored, ...resumed.settled].map(({ id }) => id));
  const restored = new Set(resumed.restored.map(({ id }) => id));
  const further = fillsOf(count, resumed.fills, { purchaseId, memberId, at, zone, period });
  return {
    row: {
      ...movedRow(reversed, count, {
        counted,
        before: progressIn(periods, period),
        after: resumed.progress,
      }),
      changed: fills.filter(({ id }) => again.has(id)).map(changedRow),
      fills: further.map(({ row }) => row),
    },
    events: [
      ...fills.filter(({ id }) => restored.has(id)).flatMap((fill) => filledAgain(count, fill, at)),
      ...further.flatMap(({ events }: DecidedFill) => events),
    ],
  };
};

const filledAgain = (
  { memberId, id: challengeId }: RecalledCount,
  { id: fillId, purchaseId, voucherId, redemptionId, rewardId }: KnownFill,
  at: number,
): ClubEvent[] => [
  { name: 'challenge.filled', memberId, data: { challengeId, fillId, purchaseId }, at },
  ...(voucherId !== null && redemptionId !== null && rewardId !== null
    ? [{ name: 'voucher.issued' as const, memberId, data: { voucherId, redemptionId, rewardId }, at }]
    : []),
];

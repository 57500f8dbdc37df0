import type { Challenge } from '@regulars/contracts';
import {
  challengePeriodOf,
  countable,
  countOf,
  courseOf,
  isoOf,
  progressIn,
  withProgress,
  type ChallengeTerms,
  type ClubPointsPolicy,
  type Counted,
  type Goal,
  type Instant,
  type Json,
  type PeriodProgress,
} from '@regulars/loyalty';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { giveVoucher, type VoucherTerms } from '../rewards/index.ts';
import type { Sale, SaleDecision, SaleToDecide } from '../sales/index.ts';
import { isReadableVersion } from './readable.ts';

/** What a filled card gives. */
interface Promised extends Goal {
  readonly id: string;
  readonly version: number;
  readonly reward: Challenge['reward'];
  /** Null if it gives points. */
  readonly voucher: VoucherTerms | null;
}

/** A live challenge with the progress of the buyer, as `challenges_read` tells it. */
export interface ChallengeAtSale extends Promised {
  readonly terms: ChallengeTerms;
  /** All in which anything counted. */
  readonly periods: readonly PeriodProgress[];
  /** Times of purchases around the sale that count; null if the terms do not ask. */
  readonly near: readonly Instant[] | null;
}

/** What a purchase counted, for its returns: the terms of its time. */
export interface CountedFigures {
  readonly counted: number;
  readonly terms: ChallengeTerms;
  /** Absent: a sale of a time when nothing counted money. */
  readonly base?: ClubPointsPolicy['base'];
  /** The club's at the sale. Absent: a sale before it was kept. */
  readonly zone?: string;
}

const effectKind = 'challenge';

interface Running {
  readonly periods: readonly PeriodProgress[];
  /** Times of earlier sales of the batch that count. */
  readonly counted: readonly Instant[];
}

/**
 * Decides sales in the order of booking: later ones see what the earlier ones counted. A challenge that this version of
 * the software cannot read counts nothing.
 */
export const decideSales = (
  sales: readonly SaleToDecide<readonly ChallengeAtSale[]>[],
): readonly SaleDecision[] => {
  const running = new Map<string, Running>();
  return sales.map(({ sale, context }) =>
    joined(
      context.filter(isReadableVersion).map((challenge) => {
        const key = `${sale.memberId ?? ''} ${challenge.id}`;
        const known = running.get(key) ?? { periods: challenge.periods, counted: [] };
        const { after, decision } = decideOne(sale, challenge, known);
        running.set(key, after);
        return decision;
      }),
    ),
  );
};

const joined = (decisions: readonly SaleDecision[]): SaleDecision => ({
  effects: decisions.flatMap(({ effects }) => effects),
  rows: decisions.flatMap(({ rows }) => rows),
  events: decisions.flatMap(({ events = [] }) => events),
});

const decideOne = (
  sale: Sale,
  challenge: ChallengeAtSale,
  { periods, counted: earlier }: Running,
): { readonly after: Running; readonly decision: SaleDecision } => {
  const { id, terms } = challenge;
  const { purchase, zone, base } = sale;
  const before = progressIn(periods, challengePeriodOf(terms, purchase.purchasedAt, zone));
  const { period } = before;
  const course = courseOf(terms);
  const { counted: all, reason }: Counted =
    !course.countsWhenFull && course.left(challenge, periods, period) === 0
      ? { counted: 0, reason: 'already-filled' }
      : countOf(terms, { purchase, zone, base, counted: [...(challenge.near ?? []), ...earlier] });
  const counted = countable(all, challenge);
  // What counts nothing fills nothing, even if the goal was lowered since.
  const { progress, fills: filled } =
    counted > 0 ? course.advance(periods, period, counted, challenge) : { progress: before, fills: 0 };
  const memberId = sale.memberId ?? '';
  const fills = fillsOf(challenge, filled, { ...sale, memberId, at: sale.bookedAt, period });
  const figures: CountedFigures = { counted, terms, base, zone };
  const decision: SaleDecision = {
    effects:
      counted > 0
        ? [{ kind: effectKind, reference: id, outcome: 'applied', reason: null, figures: asJson(figures) }]
        : [],
    rows: [
      countRow(sale, id, {
        counted,
        reason,
        period,
        used: progress.used - before.used,
        fills,
      }),
    ],
    events: fills.flatMap(({ events }) => events),
  };
  const after: Running = {
    periods: withProgress(periods, period, progress, fills.length),
    counted: counted > 0 ? [...earlier, purchase.purchasedAt] : earlier,
  };
  return { after, decision };
};

/** A filled card with its voucher, decided but not yet written. */
export interface DecidedFill {
  readonly row: Json;
  readonly events: readonly ClubEvent[];
}

interface FillingPurchase {
  readonly purchaseId: string;
  readonly memberId: string;
  readonly at: Instant;
  readonly zone: string;
  /** Of the challenge. */
  readonly period: string;
}

export const fillsOf = (
  { id: challengeId, version, goal, reward, voucher }: Promised,
  count: number,
  { purchaseId, memberId, at, zone, period }: FillingPurchase,
): DecidedFill[] =>
  Array.from({ length: count }, () => {
    const fillId = newId();
    const given = voucher && giveVoucher(voucher, memberId, at, zone);
    const row = {
      id: fillId,
      challenge_id: challengeId,
      challenge_version: version,
      member_id: memberId,
      purchase_id: purchaseId,
      filled_at: isoOf(at),
      period,
      goal,
      reward,
      voucher: given?.row ?? null,
    };
    const data = { challengeId, fillId, purchaseId };
    const filled: ClubEvent = { name: 'challenge.filled', memberId, data, at };
    return { row: asJson(row), events: given ? [filled, given.event] : [filled] };
  });

interface CountedNow extends Counted {
  readonly period: string;
  readonly used: number;
  readonly fills: readonly DecidedFill[];
}

const countRow = (
  { purchaseId, memberId, purchase, gross }: Sale,
  challengeId: string,
  { fills, ...counted }: CountedNow,
): Json => ({
  member_id: memberId,
  challenge_id: challengeId,
  purchase_id: purchaseId,
  ...counted,
  purchased_at: isoOf(purchase.purchasedAt),
  location_id: purchase.locationId,
  gross,
  currency: purchase.currency,
  fills: fills.map(({ row }) => row),
});

/** Conditions and texts are JSON, which their types do not say. */
const asJson = (value: object): { readonly [key: string]: Json } =>
  JSON.parse(JSON.stringify(value)) as { readonly [key: string]: Json };

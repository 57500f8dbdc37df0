import { localDateOf } from '../../calendar.ts';
import type { Instant } from '../../clock.ts';
import type { EarningLine } from '../../earning/purchase.ts';
import { remainingPurchase } from '../../earning/return.ts';
import { checkGoods, isMet, paidGoods, type CountedGoods } from './goods.ts';
import { collecting } from '../collecting.ts';
import type { ChallengeKind, Span } from './kind.ts';

/** Ten coffees, the eleventh is free. */
export interface StampCard extends CountedGoods {
  readonly kind: 'stamp-card';
  /** A stamp for every piece of the goods, or one for a purchase, or for a local day, with any of them. */
  readonly stamps: 'per-piece' | 'per-purchase' | 'per-day';
  /** Stamps of one purchase; the others are lost. */
  readonly most: number;
  /** Each week or month begins with an empty card. Absent: never. */
  readonly restarts?: Span;
}

export const stampCard: ChallengeKind<StampCard> = {
  kind: 'stamp-card',
  goals: { from: 1, to: 50 },
  goalStays: false,
  unit: () => ({ kind: 'stamps' }),
  span: ({ restarts }) => restarts ?? null,
  course: () => collecting,
  check: checkGoods,

  count: (terms, { purchase: bought, remaining, zone, counted = [] }) => {
    const { stamps, most } = terms;
    const purchase = remaining ? remainingPurchase(bought, remaining) : bought;
    if (!isMet(terms, purchase, zone)) return { counted: 0, reason: 'condition-not-met' };
    const goods = paidGoods(terms, purchase);
    const wanted = stamps === 'per-piece' ? piecesOf(goods) : Math.min(1, goods.length);
    if (wanted === 0) return { counted: 0, reason: 'no-such-goods' };
    if (stamps === 'per-day' && counted.some((at) => isSameDay(at, purchase.purchasedAt, zone)))
      return { counted: 0, reason: 'same-day' };
    return { counted: Math.min(wanted, most), reason: null };
  },
};

const isSameDay = (one: Instant, other: Instant, zone: string): boolean =>
  localDateOf(one, zone).equals(localDateOf(other, zone));

/** Whole pieces, rounded down once. */
const piecesOf = (lines: readonly EarningLine[]): number =>
  Math.floor(lines.reduce((sum, { quantity }) => sum + quantity, 0) / 1000);

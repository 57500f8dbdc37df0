import { checkCondition, holds, type Condition, type Context } from '@regulars/conditions';
import { localDateOf } from '../../calendar.ts';
import type { Instant } from '../../clock.ts';
import { earnsOn, type EarningLine, type EarningPurchase } from '../../earning/purchase.ts';
import { isSound } from '../../earning/soundness.ts';
import { lineSubject } from '../../facts/line-facts.ts';
import { purchaseSubject } from '../../facts/purchase-facts.ts';
import type { ChallengeKind, TermsFault } from './kind.ts';

/** Ten coffees, the eleventh is free. */
export interface StampCard {
  readonly kind: 'stamp-card';
  /** A stamp for every piece of the goods, or one for a purchase, or for a local day, with any of them. */
  readonly stamps: 'per-piece' | 'per-purchase' | 'per-day';
  /** The goods, as a condition on a line. Absent: all. */
  readonly where?: Condition;
  /** About the purchase. Absent: any. */
  readonly when?: Condition;
  /** Stamps of one purchase; the others are lost. */
  readonly most: number;
}

export const stampCard: ChallengeKind<StampCard> = {
  kind: 'stamp-card',

  check: ({ where, when }) => [...faultsOf('where', where, 'line'), ...faultsOf('when', when, 'purchase')],

  count: (terms, purchase, zone, counted) => {
    const { stamps, when, most } = terms;
    if (when && !(isSound(when, 'purchase') && holds(when, purchaseSubject(purchase, zone))))
      return { counted: 0, reason: 'condition-not-met' };
    const goods = goodsOf(terms, purchase);
    const wanted = stamps === 'per-piece' ? piecesOf(goods) : Math.min(1, goods.length);
    if (wanted === 0) return { counted: 0, reason: 'no-such-goods' };
    if (stamps === 'per-day' && counted.some((at) => isSameDay(at, purchase.purchasedAt, zone)))
      return { counted: 0, reason: 'same-day' };
    return { counted: Math.min(wanted, most), reason: null };
  },
};

const isSameDay = (one: Instant, other: Instant, zone: string): boolean =>
  localDateOf(one, zone).equals(localDateOf(other, zone));

const faultsOf = (name: string, condition: Condition | undefined, context: Context): TermsFault[] =>
  condition === undefined
    ? []
    : checkCondition(condition, context).map(({ pointer, fault }) => ({
        pointer: `/${name}${pointer}`,
        message: fault,
      }));

/** The lines that count. What costs nothing does not: the free coffee of a filled card gives no stamp. */
const goodsOf = ({ where }: StampCard, { lines, currency }: EarningPurchase): EarningLine[] => {
  const paid = earnsOn(
    lines,
    lines.map(({ gross }) => gross),
  );
  if (where && !isSound(where, 'line')) return [];
  return lines.filter(
    (line, index) => (paid[index] ?? 0) > 0 && (!where || holds(where, lineSubject(line, currency))),
  );
};

/** Whole pieces, rounded down once. */
const piecesOf = (lines: readonly EarningLine[]): number =>
  Math.floor(lines.reduce((sum, { quantity }) => sum + quantity, 0) / 1000);

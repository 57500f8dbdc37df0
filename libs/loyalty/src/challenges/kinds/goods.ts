import { checkCondition, faultText, holds, type Condition, type Context } from '@regulars/conditions';
import { chosenLines } from '../../earning/kinds/chosen-lines.ts';
import { earnsOn, type EarningLine, type EarningPurchase } from '../../earning/purchase.ts';
import { isSound } from '../../earning/soundness.ts';
import { purchaseSubject } from '../../facts/purchase-facts.ts';
import type { TermsFault } from './kind.ts';

/** What counts, in every kind. */
export interface CountedGoods {
  /** The goods, as a condition on a line. Absent: all. */
  readonly where?: Condition;
  /** About the purchase. Absent: any. */
  readonly when?: Condition;
}

export const checkGoods = ({ where, when }: CountedGoods): TermsFault[] => [
  ...faultsOf('where', where, 'line'),
  ...faultsOf('when', when, 'purchase'),
];

const faultsOf = (name: string, condition: Condition | undefined, context: Context): TermsFault[] =>
  condition === undefined
    ? []
    : checkCondition(condition, context).map(({ pointer, fault }) => ({
        pointer: `/${name}${pointer}`,
        message: faultText(fault),
      }));

/** Not if the condition comes from a newer version. */
export const isMet = ({ when }: CountedGoods, purchase: EarningPurchase, zone: string): boolean =>
  !when || (isSound(when, 'purchase') && holds(when, purchaseSubject(purchase, zone)));

/** The lines that count. What costs nothing does not: the free coffee of a filled card gives no stamp. */
export const paidGoods = (terms: CountedGoods, purchase: EarningPurchase): EarningLine[] => {
  const paid = earnsOn(
    purchase.lines,
    purchase.lines.map(({ gross }) => gross),
  );
  const chosen = chosenLines({ where: terms.where }, purchase);
  return purchase.lines.filter((_, index) => (paid[index] ?? 0) > 0 && chosen[index]);
};

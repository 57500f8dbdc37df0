import { checkCondition, faultText, holds, type Condition } from '@regulars/conditions';
import { lineSubjectsOf } from '../../facts/line-facts.ts';
import { earnsOn, type EarningPurchase } from '../purchase.ts';
import { isSound } from '../soundness.ts';
import type { EffectFault, RuleInput } from './kind.ts';
import { oncePerPurchase } from './once-per-purchase.ts';

/** Which lines a rule is about: all, those that match `where`, or all but those that match `except`. */
export interface ChosenLines {
  readonly where?: Condition | undefined;
  readonly except?: Condition | undefined;
}

export function checkLines({ where, except }: ChosenLines): EffectFault[] {
  const both = where && except ? [{ pointer: '/except', message: 'where or except, not both' }] : [];
  return [...both, ...faultsOf('where', where), ...faultsOf('except', except)];
}

const faultsOf = (name: string, condition: Condition | undefined): EffectFault[] =>
  condition === undefined
    ? []
    : checkCondition(condition, 'line').map(({ pointer, fault }) => ({
        pointer: `/${name}${pointer}`,
        message: faultText(fault),
      }));

type Bought = Pick<EarningPurchase, 'lines' | 'currency'>;

// A purchase asks the same of its lines several times: whether a rule applies, what it gives, what others multiply.
const known = new WeakMap<Bought['lines'], Map<Condition, readonly boolean[]>>();

/** For each line whether the rule is about it. No line if a condition comes from a newer version. */
export function chosenLines({ where, except }: ChosenLines, bought: Bought): readonly boolean[] {
  const condition = where ?? except;
  if (condition === undefined) return bought.lines.map(() => true);
  if (!isSound(condition, 'line')) return bought.lines.map(() => false);
  const matching = matchingLines(condition, bought);
  return where === undefined ? matching.map((matches) => !matches) : matching;
}

function matchingLines(condition: Condition, { lines, currency }: Bought): readonly boolean[] {
  let ofLines = known.get(lines);
  if (!ofLines) known.set(lines, (ofLines = new Map<Condition, readonly boolean[]>()));
  let matching = ofLines.get(condition);
  if (!matching) {
    matching = lineSubjectsOf(lines, currency).map((line) => holds(condition, line));
    ofLines.set(condition, matching);
  }
  return matching;
}

/** Chosen lines, and the kinds that earn besides goods and services. */
interface ChosenKinds extends ChosenLines {
  readonly alsoKinds?: Parameters<typeof earnsOn>[2] | undefined;
}
type Money = Pick<RuleInput, 'purchase' | 'amounts'>;

// One object, so that all rules ask only once.
const all = {};
const amountsOfGoods = oncePerPurchase((_: typeof all, { purchase, amounts }: Money): readonly number[] =>
  earnsOn(purchase.lines, amounts),
);

/** The money of goods and services that earns points; 0 for other lines. */
export const goodsAmounts = (money: Money): readonly number[] => amountsOfGoods(all, money);

/** The money of the chosen lines that earn points; 0 for the others. */
export const chosenAmounts = oncePerPurchase((chosen: ChosenKinds, money: Money): readonly number[] => {
  const { purchase, amounts } = money;
  const { where, except, alsoKinds } = chosen;
  const earning = alsoKinds ? earnsOn(purchase.lines, amounts, alsoKinds) : goodsAmounts(money);
  if (where === undefined && except === undefined) return earning;
  const isChosen = chosenLines(chosen, purchase);
  return earning.map((amount, index) => (isChosen[index] ? amount : 0));
});

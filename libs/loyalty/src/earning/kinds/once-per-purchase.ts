import type { RuleInput } from './kind.ts';

type Money = Pick<RuleInput, 'purchase' | 'amounts'>;

/**
 * Works something out once for each effect and purchase: whether a rule applies, what it gives and what others multiply
 * all ask for it. The money of a purchase is one list, which does not change.
 */
export function oncePerPurchase<Effect extends object, Result, Input extends Money>(
  work: (effect: Effect, input: Input) => Result,
): (effect: Effect, input: Input) => Result {
  const known = new WeakMap<Money['amounts'], Map<Effect, Result>>();
  return (effect, input) => {
    let ofMoney = known.get(input.amounts);
    if (!ofMoney) known.set(input.amounts, (ofMoney = new Map<Effect, Result>()));
    const before = ofMoney.get(effect);
    if (before !== undefined) return before;
    const result = work(effect, input);
    ofMoney.set(effect, result);
    return result;
  };
}

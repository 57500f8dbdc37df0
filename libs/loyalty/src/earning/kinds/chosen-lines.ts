import { checkCondition, faultText, holds, type Condition } from '@regulars/conditions';
import { lineSubject } from '../../facts/line-facts.ts';
import { earnsOn, type EarningPurchase } from '../purchase.ts';
import { isSound } from '../soundness.ts';
import type { EffectFault, RuleInput } from './kind.ts';

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

/** For each line whether the rule is about it. No line if a condition comes from a newer version. */
export function chosenLines(
  { where, except }: ChosenLines,
  { lines, currency }: Pick<EarningPurchase, 'lines' | 'currency'>,
): boolean[] {
  const condition = where ?? except;
  if (condition === undefined) return lines.map(() => true);
  if (!isSound(condition, 'line')) return lines.map(() => false);
  const wanted = where !== undefined;
  return lines.map((line) => holds(condition, lineSubject(line, currency)) === wanted);
}

/** The money of the chosen lines that earn points; 0 for the others. */
export function chosenAmounts(
  chosen: ChosenLines,
  { purchase, amounts }: Pick<RuleInput, 'purchase' | 'amounts'>,
  alsoKinds: Parameters<typeof earnsOn>[2] = [],
): number[] {
  const earning = earnsOn(purchase.lines, amounts, alsoKinds);
  if (chosen.where === undefined && chosen.except === undefined) return earning;
  const isChosen = chosenLines(chosen, purchase);
  return earning.map((amount, index) => (isChosen[index] ? amount : 0));
}

import { largestPart, mostWork, workOfRule, type EarningRule, type WorkPart } from '@regulars/loyalty';
import type { FieldError } from '../../platform/club-error.ts';

const said: Readonly<Record<WorkPart, string>> = {
  history: 'its conditions on earlier purchases',
  conditions: 'its conditions on lines',
  effect: 'what it gives',
};

/** @param work of all rules, in steps */
export const workFault = (rule: Pick<EarningRule, 'effect' | 'when'>, work: number): FieldError => {
  const part = largestPart(rule);
  const own = Math.round(workOfRule(rule));
  return {
    pointer: part !== 'effect' && rule.when ? '/when' : '/effect',
    message: `with this rule, a purchase takes ${Math.round(work)} steps of work, and ${mostWork} are possible; this rule takes ${own}, most of it for ${said[part]}`,
  };
};

/** A rule that could never be published; null if it can. */
export const tooLarge = (rule: Pick<EarningRule, 'effect' | 'when'>): FieldError | null => {
  const work = workOfRule(rule);
  return work > mostWork ? workFault(rule, work) : null;
};

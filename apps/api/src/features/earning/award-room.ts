import { fixedAwardOf, isOccasionEffect, type RuleEffect } from '@regulars/loyalty';
import type { FieldError } from '../../platform/club-error.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';

interface Awarding {
  readonly effect: RuleEffect;
  /** Everywhere if empty. */
  readonly locations: readonly string[];
}
type Room = Pick<SharedBudgetRecord, 'locationId' | 'points'>;

/** Whether each award of the rule is larger than the whole budget, which it counts in. */
const isTooSmall = ({ effect, locations }: Awarding, { locationId, points }: Room): boolean => {
  const award = fixedAwardOf(effect);
  if (award === null || award <= points) return false;
  if (locationId === null || locations.includes(locationId)) return true;
  // An occasion names no place, or seldom.
  return locations.length === 0 && !isOccasionEffect(effect);
};

/** What is wrong with a rule whose fixed award never fits a budget of its location or the club; null if nothing is. */
export const awardFault = (rule: Awarding, budgets: readonly Room[]): FieldError | null => {
  const small = budgets.find((budget) => isTooSmall(rule, budget));
  if (!small) return null;
  const pointer = 'points' in rule.effect ? '/effect/points' : '/effect';
  const whose = small.locationId === null ? 'the club' : 'a location of the rule';
  return { pointer, message: `more than the budget of ${whose}, which is ${small.points}` };
};

/** Whether a budget has room for one award of each of these rules. */
export const hasRoom = (budget: Room, rules: readonly Awarding[]): boolean =>
  !rules.some((rule) => isTooSmall(rule, budget));

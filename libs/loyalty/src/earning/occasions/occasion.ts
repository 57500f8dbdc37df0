import type { EarningRule } from '../rule.ts';
import { isAbout, isOccasionEffect, type OccasionEffect } from './kinds.ts';
import type { Occasion } from './kind.ts';

export type { CelebrationName, Detail, HeldProfile, Occasion, ProfileField } from './kind.ts';

/** A rule that gives points for something else than purchases. */
export interface OccasionRule extends EarningRule {
  readonly effect: OccasionEffect;
}

export const isOccasionRule = (rule: EarningRule): rule is OccasionRule => isOccasionEffect(rule.effect);

/** The rules of a moment that are about this occasion. */
export const rulesAbout = (rules: readonly OccasionRule[], occasion: Occasion): OccasionRule[] =>
  rules.filter(
    ({ id, effect }) =>
      (occasion.ruleId === undefined || occasion.ruleId === id) && isAbout(effect, occasion),
  );

import type { EarningRule } from '../rule.ts';
import { isAbout, isOccasionEffect, type OccasionEffect } from './kinds.ts';
import type { Occasion } from './kind.ts';

export type { Detail, Occasion } from './kind.ts';

/** A rule that gives points for something else than purchases. */
export interface OccasionRule extends EarningRule {
  readonly effect: OccasionEffect;
}

export const isOccasionRule = (rule: EarningRule): rule is OccasionRule => isOccasionEffect(rule.effect);

/** The rules of a moment that are about this occasion. */
export const rulesAbout = (rules: readonly OccasionRule[], occasion: Occasion): OccasionRule[] =>
  rules.filter(({ effect }) => isAbout(effect, occasion));

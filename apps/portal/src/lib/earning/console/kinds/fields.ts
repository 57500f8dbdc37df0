import type { RuleKindName } from '@regulars/contracts';
import type { Component } from 'svelte';
import type { FieldsProps } from './fields-props.ts';

/** The fields of each kind of earning rule. A rule has one kind, so its page loads only those. */
export const ruleFields: {
  readonly [K in RuleKindName]: () => Promise<{ readonly default: Component<FieldsProps> }>;
} = {
  'points-per-money': () => import('./PointsPerMoneyFields.svelte'),
  multiplier: () => import('./MultiplierFields.svelte'),
  'fixed-points': () => import('./FixedPointsFields.svelte'),
  'points-per-unit': () => import('./PointsPerUnitFields.svelte'),
  'amount-bands': () => import('./AmountBandsFields.svelte'),
  'rate-table': () => import('./RateTableFields.svelte'),
  'custom-event': () => import('./CustomEventFields.svelte'),
  birthday: () => import('./BirthdayFields.svelte'),
  anniversary: () => import('./AnniversaryFields.svelte'),
  'profile-completed': () => import('./ProfileCompletedFields.svelte'),
  referral: () => import('./ReferralFields.svelte'),
};

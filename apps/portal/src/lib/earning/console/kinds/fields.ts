import type { RuleKindName } from '@regulars/contracts';
import type { Component } from 'svelte';
import type { FieldsProps } from './fields-props.ts';
import AmountBandsFields from './AmountBandsFields.svelte';
import AnniversaryFields from './AnniversaryFields.svelte';
import BirthdayFields from './BirthdayFields.svelte';
import CustomEventFields from './CustomEventFields.svelte';
import FixedPointsFields from './FixedPointsFields.svelte';
import MultiplierFields from './MultiplierFields.svelte';
import PointsPerMoneyFields from './PointsPerMoneyFields.svelte';
import PointsPerUnitFields from './PointsPerUnitFields.svelte';
import RateTableFields from './RateTableFields.svelte';
import ProfileCompletedFields from './ProfileCompletedFields.svelte';
import ReferralFields from './ReferralFields.svelte';

/** The fields of each kind of earning rule. */
export const ruleFields: { readonly [K in RuleKindName]: Component<FieldsProps> } = {
  'points-per-money': PointsPerMoneyFields,
  multiplier: MultiplierFields,
  'fixed-points': FixedPointsFields,
  'points-per-unit': PointsPerUnitFields,
  'amount-bands': AmountBandsFields,
  'rate-table': RateTableFields,
  'custom-event': CustomEventFields,
  birthday: BirthdayFields,
  anniversary: AnniversaryFields,
  'profile-completed': ProfileCompletedFields,
  referral: ReferralFields,
};

import { z } from 'zod';
import { amountBands } from './amount-bands.ts';
import { anniversary, birthday } from './celebration.ts';
import { customEvent } from './custom-event.ts';
import { fixedPoints } from './fixed-points.ts';
import { multiplier } from './multiplier.ts';
import { profileCompleted } from './profile-completed.ts';
import { pointsPerMoney } from './points-per-money.ts';
import { pointsPerUnit } from './points-per-unit.ts';
import { rateTable } from './rate-table.ts';
import { referral } from './referral.ts';

/** The kinds of earning rules over HTTP. */
const ruleEffects = {
  'points-per-money': pointsPerMoney,
  multiplier,
  'fixed-points': fixedPoints,
  'points-per-unit': pointsPerUnit,
  'amount-bands': amountBands,
  'rate-table': rateTable,
  'custom-event': customEvent,
  birthday,
  anniversary,
  'profile-completed': profileCompleted,
  referral,
};

type EffectSchemas = typeof ruleEffects;
type EffectSchema = EffectSchemas[keyof EffectSchemas];
export type RuleKindName = keyof EffectSchemas;

// Each has its own name.
ruleEffects satisfies { readonly [K in RuleKindName]: z.ZodType<{ readonly kind: K }> };

export const ruleEffect = z.discriminatedUnion(
  'kind',
  Object.values(ruleEffects) as [EffectSchema, ...EffectSchema[]],
);
/** What a rule does, by its kind. */
export type RuleEffect = z.infer<typeof ruleEffect>;

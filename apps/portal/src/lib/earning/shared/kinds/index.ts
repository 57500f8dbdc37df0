import type { RuleKindName } from '@regulars/contracts';
import type { Wording } from '../wording.ts';
import { amountBands } from './amount-bands.ts';
import { anniversary, birthday } from './celebration.ts';
import { customEvent } from './custom-event.ts';
import { fixedPoints } from './fixed-points.ts';
import type { EffectOf, Phrase } from './kind.ts';
import { multiplier } from './multiplier.ts';
import { rateTable } from './rate-table.ts';
import { profileCompleted } from './profile-completed.ts';
import { pointsPerMoney } from './points-per-money.ts';
import { pointsPerUnit } from './points-per-unit.ts';
import { referral } from './referral.ts';

const phrases: { readonly [K in RuleKindName]: Phrase<K> } = {
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

/** What a rule gives, in words for the middle of a sentence. */
export const effectPhrase = <K extends RuleKindName>(effect: EffectOf<K>, wording: Wording): string =>
  phrases[effect.kind](effect, wording);

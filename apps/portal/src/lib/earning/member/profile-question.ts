import type { Opportunity, RuleKindName } from '@regulars/contracts';
import type { EffectOf } from '../shared/kinds/kind.ts';
import { sentenceOf } from '../shared/opportunity-words.ts';
import { profileFields, type ProfileField } from '../shared/profile-fields.ts';
import type { Part } from '../shared/wording.ts';

/** What the club would like to know next, and what it gives. */
export interface ProfileQuestion {
  field: ProfileField;
  sentence: Part[];
  /** How many answers are missing, with this one. */
  left: number;
}

/** One question at a time: of the rule that misses least. Null if nothing is missing. */
export function questionOf(opportunities: readonly Opportunity[]): ProfileQuestion | null {
  const [next] = opportunities
    .filter(({ state, missing, profile }) => state === 'missing' && missing === null && profile.length > 0)
    .sort((one, other) => one.profile.length - other.profile.length);
  const field = next && profileFields.find((each) => next.profile.includes(each));
  if (!next || !field) return null;
  return { field, sentence: sentenceOf(next), left: next.profile.length };
}

const forBirthdays: { readonly [K in RuleKindName]?: (effect: EffectOf<K>) => number } = {
  birthday: ({ points }) => points,
};

/** What the rules that apply to this member give for a birthday; null without such a rule. */
export function birthdayPointsOf(opportunities: readonly Opportunity[]): number | null {
  const points = opportunities.flatMap(({ effect, state }) =>
    state === 'used-up' ? [] : (pointsForBirthday(effect) ?? []),
  );
  return points.length > 0 ? points.reduce((sum, each) => sum + each, 0) : null;
}

const pointsForBirthday = <K extends RuleKindName>(effect: EffectOf<K>): number | undefined =>
  forBirthdays[effect.kind]?.(effect);

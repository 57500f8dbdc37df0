import type { Opportunity } from '@regulars/contracts';
import { sentenceOf } from '../shared/opportunity-words.ts';
import { profileFields, type ProfileField } from '../shared/profile-fields.ts';
import type { Part } from '../shared/wording.ts';

/** What the club would like to know next, and what it gives. */
export interface ProfileQuestion {
  field: ProfileField;
  name: string;
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
  return { field, name: next.rule.name, sentence: sentenceOf(next), left: next.profile.length };
}

import type { Audience, EarningRule } from './rule.ts';

/** A prime. Products of two smaller numbers are exact, here and in bigints of SQL, and every number is one third power. */
const prime = 67_108_859;

/**
 * Whether a member is in the trial of a rule. A member keeps their place for as long as rule and member exist, so that
 * a larger share keeps those who were in. Places for different rules do not depend on each other.
 */
export const isInTrial = (memberId: string, ruleId: string, share: number): boolean =>
  placeOf(memberId, ruleId) * 100 < share * prime;

/** The versions that apply to a member. Nobody who is unknown is in a trial. */
export const rulesOfMember = (
  rules: readonly EarningRule[],
  memberId: string | null,
): readonly EarningRule[] =>
  rules.some(({ audience }) => audience)
    ? rules.filter(({ id, audience }) => !audience || partOf(memberId, id, audience.share) === audience.of)
    : rules;

const partOf = (memberId: string | null, ruleId: string, share: number): Audience['of'] =>
  memberId !== null && isInTrial(memberId, ruleId, share) ? 'in' : 'out';

/** Each step is a permutation, so that no part of the ids is lost. */
const placeOf = (memberId: string, ruleId: string): number =>
  [...wordsOf(ruleId), ...wordsOf(memberId)].reduce((place, word) => cubed((place + word + 1) % prime), 1);

const cubed = (value: number): number => (((value * value) % prime) * value) % prime;

/** Where each group of four digits of a UUID begins. */
const places = [0, 4, 9, 14, 19, 24, 28, 32];
const wordsOf = (id: string): number[] =>
  places.map((place) => Number.parseInt(id.slice(place, place + 4), 16));

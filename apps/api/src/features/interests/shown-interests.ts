import type { Interest, InterestOfMember, InterestSource } from '@regulars/contracts';
import { interestHeldUntil, interestScore, interestShares, type InterestRules } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import type { Wording } from '../club/index.ts';
import type { KnownOfMember } from './known-interests.ts';

/** What showing an interest needs besides its rows. */
export interface Showing {
  readonly rules: InterestRules;
  readonly now: number;
  readonly interests: readonly Interest[];
  readonly wording: Pick<Wording, 'of'>;
}

export const interestName = ({ interests, wording }: Showing, key: string): string =>
  wording.of(interests.find((each) => each.key === key)?.name) || key;

/** @param allowed whether the club may profile; if not, only what the member said is shown */
export const shownInterest = (
  { interest, choice, signals, known }: KnownOfMember,
  allowed: boolean,
  showing: Showing,
): InterestOfMember => {
  const { rules, now } = showing;
  const until = interestHeldUntil(known, rules);
  return {
    key: interest,
    name: interestName(showing, interest),
    statedAt: choice.statedAt && toInstant(choice.statedAt),
    interested: until === null || (until !== undefined && until > now),
    score: allowed ? interestScore(known, rules, now) : null,
    sources: interestShares(known, rules, now)
      .map(({ source, points }) => ({ source, points: Math.floor(Math.min(100, points)), ...seen(source) }))
      .toSorted((one, other) => other.points - one.points),
    forgottenUntil: choice.forgottenUntil && toInstant(choice.forgottenUntil),
  };

  function seen(source: InterestSource): { times: number; lastAt: string } {
    const signal = signals.find((each) => each.source === source);
    return { times: signal?.times ?? 1, lastAt: toInstant(signal?.at ?? choice.statedAt ?? new Date(now)) };
  }
};

/** Stated ones first, then the strongest. */
export const inOrderOfInterest = (shown: readonly InterestOfMember[]): InterestOfMember[] =>
  shown.toSorted(
    (one, other) =>
      Number(other.statedAt !== null) - Number(one.statedAt !== null) ||
      (other.score ?? 0) - (one.score ?? 0) ||
      one.key.localeCompare(other.key),
  );

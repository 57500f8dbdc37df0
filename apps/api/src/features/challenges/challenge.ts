import type { Challenge } from '@regulars/contracts';
import type { ChallengeTerms } from '@regulars/loyalty';
import { checkTerms, goalsOf, goalStays, instantOf, restartsOf, unitOf } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
// The kinds in contracts and in loyalty must be the same. A kind missing on one side fails here.
true satisfies Same<Challenge['terms']['kind'], ChallengeTerms['kind']>;

/** What the editor of a challenge saves. */
export type ChallengeContent = Omit<Challenge, 'id' | 'version' | 'figures' | 'updatedAt'>;
export type ChallengeFigures = Challenge['figures'];

/** As stored. */
export interface ChallengeRow extends Omit<Challenge, 'figures' | 'startsAt' | 'endsAt' | 'updatedAt'> {
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly updatedAt: Date;
}

export const showChallenge = (row: ChallengeRow, figures: ChallengeFigures): Challenge => ({
  id: row.id,
  version: row.version,
  state: row.state,
  name: row.name,
  description: row.description,
  picture: row.picture,
  startsAt: row.startsAt && toInstant(row.startsAt),
  endsAt: row.endsAt && toInstant(row.endsAt),
  goal: row.goal,
  repeats: row.repeats,
  mostFilled: row.mostFilled,
  terms: row.terms,
  reward: row.reward,
  figures,
  updatedAt: toInstant(row.updatedAt),
});

/** Throws `invalid-request` with pointers if the parts contradict each other. */
export const assertSound = ({ terms, goal, startsAt, endsAt }: ChallengeContent): void => {
  const errors = checkTerms(terms).map(({ pointer, message }) => ({ pointer: `/terms${pointer}`, message }));
  const { from, to } = goalsOf(terms);
  if (goal < from || goal > to) errors.push({ pointer: '/goal', message: `must be from ${from} to ${to}` });
  if (startsAt !== null && endsAt !== null && instantOf(startsAt) >= instantOf(endsAt))
    errors.push({ pointer: '/endsAt', message: 'ends before it begins' });
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

type State = Challenge['state'];

/** A challenge that was live stays known to members, and an ended one stays ended. */
const next: Readonly<Record<State, readonly State[]>> = {
  draft: ['draft', 'live'],
  live: ['live', 'paused', 'ended'],
  paused: ['paused', 'live', 'ended'],
  ended: ['ended'],
};

/** Throws `invalid-request`. */
export const assertNext = (before: State, after: State): void => {
  if (!next[before].includes(after))
    throw ClubError.field('invalid-request', '/state', `a challenge that is ${before} cannot be ${after}`);
};

type Counting = Pick<Challenge, 'terms' | 'goal'>;

/** What counted stays, so it must mean the same. Throws `invalid-request`. */
export const assertSameUnit = (before: Counting, after: Counting): void => {
  const was: UnitFields = { ...unitOf(before.terms), restarts: restartsOf(before.terms) };
  const is: UnitFields = { ...unitOf(after.terms), restarts: restartsOf(after.terms) };
  const field = Object.keys({ ...was, ...is }).find((key) => was[key] !== is[key]);
  if (field !== undefined) throw stays(`/terms/${field}`);
  if (goalStays(before.terms) && before.goal !== after.goal) throw stays('/goal');
};

type UnitFields = Readonly<Record<string, string | null>>;

const stays = (pointer: string): ClubError =>
  ClubError.field('invalid-request', pointer, 'cannot change after the draft');

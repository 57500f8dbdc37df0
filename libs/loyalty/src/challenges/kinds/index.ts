import type { Course } from '../course.ts';
import type { ChallengeKind, Counted, CountedUnit, CountInput, Span, TermsFault } from './kind.ts';
import { spend, type Spend } from './spend.ts';
import { stampCard, type StampCard } from './stamp-card.ts';
import { streak, type Streak } from './streak.ts';

export type { Counted, CountedUnit, NotCounted } from './kind.ts';

interface Kinds {
  'stamp-card': StampCard;
  spend: Spend;
  streak: Streak;
}
type KindName = keyof Kinds;

type TermsOf<K extends KindName> = { [P in K]: Kinds[P] & { readonly kind: P } }[K];
type Table = { readonly [K in KindName]: ChallengeKind<TermsOf<K>> };

/** What counts towards a challenge, by kind. */
export type ChallengeTerms = TermsOf<KindName>;

const kinds: Table = { 'stamp-card': stampCard, spend, streak };

export const checkTerms = <K extends KindName>(terms: TermsOf<K>): TermsFault[] =>
  kinds[terms.kind].check(terms);

/** What the goal of a challenge may be. */
export const goalsOf = ({ kind }: ChallengeTerms): { readonly from: number; readonly to: number } =>
  kinds[kind].goals;

/** Whether the goal stays once members know the challenge. */
export const goalStays = ({ kind }: ChallengeTerms): boolean => kinds[kind].goalStays;

/** Counts are kept for each week or month, or for the whole time. */
export const spanOf = <K extends KindName>(terms: TermsOf<K>): Span | null => kinds[terms.kind].span(terms);

/** How what counts fills the challenge. */
export const courseOf = <K extends KindName>(terms: TermsOf<K>): Course => kinds[terms.kind].course(terms);

export const unitOf = <K extends KindName>(terms: TermsOf<K>): CountedUnit => kinds[terms.kind].unit(terms);

/** What a purchase counts. */
export const countOf = <K extends KindName>(terms: TermsOf<K>, input: CountInput): Counted =>
  kinds[terms.kind].count(terms, input);

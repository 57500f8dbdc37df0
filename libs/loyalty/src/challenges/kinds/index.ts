import type { ChallengeKind, Counted, CountedUnit, CountInput, TermsFault } from './kind.ts';
import { spend, type Spend } from './spend.ts';
import { stampCard, type StampCard } from './stamp-card.ts';

export type { Counted, CountedUnit, NotCounted } from './kind.ts';

interface Kinds {
  'stamp-card': StampCard;
  spend: Spend;
}
type KindName = keyof Kinds;

type TermsOf<K extends KindName> = { [P in K]: Kinds[P] & { readonly kind: P } }[K];
type Table = { readonly [K in KindName]: ChallengeKind<TermsOf<K>> };

/** What counts towards a challenge, by kind. */
export type ChallengeTerms = TermsOf<KindName>;

const kinds: Table = { 'stamp-card': stampCard, spend };

export const checkTerms = <K extends KindName>(terms: TermsOf<K>): TermsFault[] =>
  kinds[terms.kind].check(terms);

/** What the goal of a challenge may be. */
export const goalsOf = ({ kind }: ChallengeTerms): { readonly from: number; readonly to: number } =>
  kinds[kind].goals;

export const unitOf = <K extends KindName>(terms: TermsOf<K>): CountedUnit => kinds[terms.kind].unit(terms);

/** What a purchase counts. */
export const countOf = <K extends KindName>(terms: TermsOf<K>, input: CountInput): Counted =>
  kinds[terms.kind].count(terms, input);

import type { Instant } from '../../clock.ts';
import type { EarningPurchase } from '../../earning/purchase.ts';
import type { ClubPointsPolicy } from '../../points/policy.ts';
import type { Course } from '../course.ts';

/** What is wrong with the terms of a challenge. */
export interface TermsFault {
  /** JSON pointer within the terms. */
  readonly pointer: string;
  readonly message: string;
}

/** Why a purchase counted nothing. */
export type NotCounted =
  'condition-not-met' | 'no-such-goods' | 'same-day' | 'already-filled' | 'other-currency';

/** What a purchase counts towards a challenge. */
export interface Counted {
  /** ≥ 0. */
  readonly counted: number;
  /** Null if it counted. */
  readonly reason: NotCounted | null;
}

/** A sale, or what returns leave of it. */
export interface CountInput {
  /** As it was bought. */
  readonly purchase: EarningPurchase;
  /** Thousandths of each line that remain; absent: everything. */
  readonly remaining?: readonly number[];
  readonly zone: string;
  /** What the club earns points on. */
  readonly base: ClubPointsPolicy['base'];
  /** Times of other purchases of the member that count, at least those of the same local day. */
  readonly counted?: readonly Instant[];
}

/** What a challenge counts. */
export type CountedUnit =
  | { readonly kind: 'stamps' }
  | { readonly kind: 'money'; readonly currency: string }
  | { readonly kind: 'periods'; readonly every: Span };

/** A week or a month of the club. */
export type Span = 'week' | 'month';

/** A kind of challenge. Its terms are stored with each purchase that counted, so its name is permanent. */
export interface ChallengeKind<Terms extends { readonly kind: string }> {
  readonly kind: Terms['kind'];
  /** What fills it: the smallest and the largest goal. */
  readonly goals: { readonly from: number; readonly to: number };
  /** Whether the goal stays once members know the challenge, because it also judges what counted before. */
  readonly goalStays: boolean;
  unit(terms: Terms): CountedUnit;
  /** Counts are kept for each of these; null: for the whole time. */
  span(terms: Terms): Span | null;
  course(terms: Terms): Course;
  check(terms: Terms): TermsFault[];
  count(terms: Terms, input: CountInput): Counted;
}

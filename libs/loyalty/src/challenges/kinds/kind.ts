import type { Instant } from '../../clock.ts';
import type { EarningPurchase } from '../../earning/purchase.ts';

/** What is wrong with the terms of a challenge. */
export interface TermsFault {
  /** JSON pointer within the terms. */
  readonly pointer: string;
  readonly message: string;
}

/** Why a purchase counted nothing. */
export type NotCounted = 'condition-not-met' | 'no-such-goods' | 'same-day' | 'already-filled';

/** What a purchase counts towards a challenge. */
export interface Counted {
  /** ≥ 0. */
  readonly counted: number;
  /** Null if it counted. */
  readonly reason: NotCounted | null;
}

/** A kind of challenge. Its terms are stored with each purchase that counted, so its name is permanent. */
export interface ChallengeKind<Terms extends { readonly kind: string }> {
  readonly kind: Terms['kind'];
  check(terms: Terms): TermsFault[];
  /**
   * Of a sale, or of what a return leaves of it.
   * @param counted times of other purchases of the member that count, at least those of the same local day
   */
  count(terms: Terms, purchase: EarningPurchase, zone: string, counted: readonly Instant[]): Counted;
}

import type { ExplanationLine, Texts } from '@regulars/contracts';
import type { Cause } from '@regulars/loyalty';

/**
 * Why points were posted. Whoever posts gives it as the `cause` of the wallet's verb; it is stored with the
 * transaction, and the activity of a member is written from it alone. Ids fill the columns of the same names.
 */
export interface PostingCause {
  readonly kind:
    'purchase' | 'return' | 'claim' | 'reward' | 'adjustment' | 'redemption' | 'hold' | 'reversal' | 'import';
  /** Words of the person who posted, as the member may read them. */
  readonly reason?: string;
  readonly purchaseId?: string;
  readonly redemptionId?: string;
  readonly holdId?: string;
  /** The transaction that this one reverses. */
  readonly reverses?: string;
  /** Name of the location. */
  readonly location?: string;
  /** What was bought; needs `purchaseId`. The amount is gross, in minor units. */
  readonly purchase?: { readonly receipt: string; readonly amount: number; readonly currency: string };
  /** What was redeemed; needs `redemptionId`. */
  readonly reward?: { readonly name: Texts };
  readonly explanation?: readonly ExplanationLine[];
}

/** The cause as loyalty carries it: plain JSON. */
export const causeOf = (cause: PostingCause): Cause => cause as unknown as Cause;

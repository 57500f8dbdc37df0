import type { Texts } from '@regulars/contracts';
import type { Cause, Explained, Instant } from '@regulars/loyalty';
import type { KeptExplanation } from './explanations.ts';

/**
 * Why points were posted. Callers pass it as the `cause` of the wallet's method. It is stored with the
 * transaction, and the member's activity is made from it alone. Ids fill the columns of the same names.
 */
export interface PostingCause {
  readonly kind:
    | 'purchase'
    | 'return'
    | 'claim'
    | 'reward'
    | 'voucher-expired'
    | 'adjustment'
    | 'redemption'
    | 'hold'
    | 'reversal'
    | 'import'
    | 'custom-event'
    | 'challenge'
    | 'survey'
    | 'points-payment'
    | 'merge';
  /** Words of the person who posted, visible to the member. */
  readonly reason?: string;
  readonly purchaseId?: string;
  readonly redemptionId?: string;
  readonly holdId?: string;
  /** A second person approved it. */
  readonly approvalId?: string;
  /** The transaction that this one reverses. */
  readonly reverses?: string;
  /** When it happened, if that is not when it was posted: a purchase or return that was sent later. */
  readonly happenedAt?: Instant;
  /** Where it was posted. */
  readonly locationId?: string;
  /** The purchase; needs `purchaseId`. The amount is gross, in minor units. */
  readonly purchase?: { readonly receipt: string; readonly amount: number; readonly currency: string };
  /** The redemption; needs `redemptionId`. */
  readonly reward?: { readonly name: Texts };
  /** The event that gave the points. */
  readonly customEventId?: string;
  /** The filled card of a challenge that gave the points. */
  readonly fillId?: string;
  /** The answers to a survey that the points thank for. */
  readonly responseId?: string;
  /** The import that booked the points. */
  readonly importId?: string;
  /** The merge of two members that moved the points, or whose undoing did. */
  readonly mergeId?: string;
  readonly undone?: boolean;
  /** The balance that the member brought from another programme. */
  readonly opening?: boolean;
  readonly explanation?: readonly Explained[];
}

/** As it may be stored: old causes contain the location's name and explanations in words. */
export type StoredCause = Partial<Omit<PostingCause, 'kind' | 'explanation'>> & {
  readonly kind?: string;
  readonly location?: string;
  readonly explanation?: readonly KeptExplanation[];
};

/** The cause as loyalty carries it: plain JSON. */
export const causeOf = (cause: PostingCause): Cause => cause as unknown as Cause;

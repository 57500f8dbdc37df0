import type { BasketLine } from '#lib/till/shared/basket.ts';
import type { GivenByHand } from './by-hand.ts';
import type { ChosenReward } from './chosen-rewards.ts';

/**
 * An unposted purchase; it survives a reload and the end of the session. It contains no names for the next
 * cashier.
 */
export interface Draft {
  readonly location: string;
  readonly memberId: string | null;
  readonly anonymous: boolean;
  readonly basket: readonly BasketLine[];
  readonly entry: string;
  /** Of coupons; an earlier version kept none. */
  readonly codes?: readonly string[];
  /** To pay with; an earlier version kept none. */
  readonly points?: number;
  /** Discounts by hand; an earlier version kept none. */
  readonly byHand?: readonly GivenByHand[];
  /** Of the member; an earlier version kept none. */
  readonly rewards?: readonly ChosenReward[];
  readonly taxRate: number | null;
  /** Key of the attempt made from it. */
  readonly attemptKey: string | null;
}

const shelf = 'till-ring-up';

export function keepDraft(draft: Draft | null): void {
  if (draft) sessionStorage.setItem(shelf, JSON.stringify(draft));
  else sessionStorage.removeItem(shelf);
}

/** The draft of this location; prices of another one would be wrong. */
export function keptDraft(location: string): Draft | null {
  const text = sessionStorage.getItem(shelf);
  if (text === null) return null;
  // Written by this page only, in this tab.
  const draft = JSON.parse(text) as Draft;
  return draft.location === location ? draft : null;
}

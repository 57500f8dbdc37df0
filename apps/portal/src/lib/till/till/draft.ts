import type { BasketLine } from '#lib/till/shared/basket.ts';

/**
 * A ring-up that is not posted yet; it survives a reload and the end of the session. The next person at the till
 * learns no name from it.
 */
export interface Draft {
  readonly location: string;
  readonly memberId: string | null;
  readonly anonymous: boolean;
  readonly basket: readonly BasketLine[];
  readonly entry: string;
  /** Of the attempt that was made of it. */
  readonly attemptKey: string | null;
}

const shelf = 'till-ring-up';

export function keepDraft(draft: Draft | null): void {
  if (draft) sessionStorage.setItem(shelf, JSON.stringify(draft));
  else sessionStorage.removeItem(shelf);
}

/** What was kept for this location; prices of another one would be wrong. */
export function keptDraft(location: string): Draft | null {
  const text = sessionStorage.getItem(shelf);
  if (text === null) return null;
  // Written by this page only, in this tab.
  const draft = JSON.parse(text) as Draft;
  return draft.location === location ? draft : null;
}

import type { TillMember } from '@regulars/contracts';
import type { BasketLine, PurchaseBody } from './basket.ts';

/** One posting, exactly as it is sent: again and again the same, until an answer comes. */
export interface Attempt {
  readonly key: string;
  readonly body: PurchaseBody;
}

/** A ring-up that is not posted yet; it survives a reload and the end of the session. */
export interface Draft {
  readonly location: string;
  readonly member: TillMember | null;
  readonly anonymous: boolean;
  readonly basket: readonly BasketLine[];
  readonly entry: string;
  readonly attempt: Attempt | null;
}

const shelf = 'till-draft';

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

/** Unguessable and used once. `crypto.randomUUID` is missing where a till is opened over plain http. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** RFC 3339, by the clock of this device. */
export const instantNow = (): string => new Date().toISOString();

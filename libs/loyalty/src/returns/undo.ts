import type { Instant } from '../clock.ts';

/** How long a cashier can undo a sale. Afterwards it is a return with a reason. */
export const undoSeconds = 20;

/** Whole seconds left to undo a sale made at that moment; 0 if none. */
export const secondsToUndo = (soldAt: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((soldAt - now) / 1000 + undoSeconds));

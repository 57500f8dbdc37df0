import type { Instant } from '../clock.ts';

/** How long a cashier may take a sale back at once; afterwards it is a return, with a reason. */
export const undoSeconds = 20;

/** Whole seconds that are left to take back what was sold at that moment; 0 when there are none. */
export const secondsToUndo = (soldAt: Instant, now: Instant): number =>
  Math.max(0, Math.ceil((soldAt - now) / 1000 + undoSeconds));

import type { RuleKindName } from './kinds/index.ts';
import type { Reason } from './reasons.ts';
import type { CapPeriod } from './rule.ts';

/** What one rule, or the member's tier, gave to a purchase, and why. */
export interface Grant {
  /** Null for the tier's own. */
  readonly ruleId: string | null;
  readonly version: number | null;
  readonly kind: RuleKindName | null;
  readonly points: number;
  readonly status: number;
  /** What it would have been without the cap; null where no cap trimmed it. */
  readonly cappedFrom: number | null;
  readonly cappedBy: CapPeriod | null;
  readonly reason: Reason;
}

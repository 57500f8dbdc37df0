import type { OwnExpiry } from '../points/policy.ts';
import type { RuleKindName } from './kinds/index.ts';
import type { Reason } from './reasons.ts';
import type { CapPeriod } from './rule.ts';
import type { Outdone } from './group.ts';

/** What limited a grant: a cap, or what goods with a price set by law may earn. */
export type GrantLimit = CapPeriod | 'price-bound';

/** What one rule or the member's tier gave for a purchase, and why. */
export interface Grant {
  /** Null for the tier's bonus. */
  readonly ruleId: string | null;
  readonly version: number | null;
  readonly kind: RuleKindName | null;
  readonly points: number;
  readonly status: number;
  /** The points without the limit; null if none reduced them. */
  readonly cappedFrom: number | null;
  readonly cappedBy: GrantLimit | null;
  readonly reason: Reason;
  /** Set if another rule of its group counts; then it gave nothing. */
  readonly outdone?: Outdone;
  /** How long its points live. Absent: as the club's. */
  readonly expiresAfter?: OwnExpiry;
}

import type { OwnExpiry } from '../points/policy.ts';
import type { RuleKindName } from './kinds/index.ts';
import type { Reason } from './reasons.ts';
import type { CapPeriod } from './rule.ts';
import type { Outdone } from './group.ts';
import type { SharedHolder } from './budget.ts';

/** What limited a grant: a cap, what goods with a price set by law may earn, or a budget of the location or the club. */
export type GrantLimit = CapPeriod | 'price-bound' | SharedHolder;

/** What one rule or the member's tier gave for a purchase, and why. */
export interface Grant {
  /** Null for the tier's bonus, and for a bonus of a coupon or an offer. */
  readonly ruleId: string | null;
  readonly version: number | null;
  readonly kind: RuleKindName | null;
  readonly points: number;
  readonly status: number;
  /** The points without the limit; null if none reduced them. */
  readonly cappedFrom: number | null;
  readonly cappedBy: GrantLimit | null;
  readonly reason: Reason;
  /** The id of the coupon or the offer, if one gave it. */
  readonly bonus?: string;
  /** Set if another rule of its group counts; then it gave nothing. */
  readonly outdone?: Outdone;
  /** How long its points live. Absent: as the club's. */
  readonly expiresAfter?: OwnExpiry;
}

/** Whether both are of the same rule, bonus, or tier. */
export const isOfSame = (one: Grant, other: Grant): boolean =>
  one.ruleId === other.ruleId && one.bonus === other.bonus;

/** The grant with fewer points, because of this limit. */
export const reduced = (grant: Grant, points: number, by: GrantLimit): Grant => ({
  ...grant,
  points,
  status: Math.min(grant.status, points),
  cappedFrom: grant.cappedFrom ?? grant.points,
  cappedBy: by,
});

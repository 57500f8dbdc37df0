import type { Condition } from '@regulars/conditions';
import { localDay, localMonth, localWeek, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { OwnExpiry } from '../points/policy.ts';
import type { Budget } from './budget.ts';
import { isPurchaseEffect, type PurchaseEffect, type RuleEffect } from './kinds/index.ts';
import type { EarningPurchase } from './purchase.ts';
import type { Stacking } from './group.ts';

/** Which members a version applies to while its rule is in a trial: the members in it, or all others. */
export interface Audience {
  /** Percent of the members. */
  readonly share: number;
  readonly of: 'in' | 'out';
}

export type CapPeriod = 'purchase' | 'day' | 'week' | 'month' | 'member' | 'rule';

/**
 * The most points a rule gives: per purchase, per member in a local day, week (from Monday) or month or in total
 * ('member'), or to all members together ('rule').
 */
export interface Cap {
  readonly per: CapPeriod;
  readonly points: number;
}

/** One version of an earning rule. */
export interface EarningRule {
  readonly id: string;
  readonly version: number;
  /** By the time of the purchase; null is open-ended. `until` is exclusive. */
  readonly validity: { readonly from: Instant | null; readonly until: Instant | null };
  /** Absent: everywhere. */
  readonly locationIds?: readonly string[];
  readonly countsTowardsStatus: boolean;
  readonly caps: readonly Cap[];
  readonly effect: RuleEffect;
  /** How long its points live. Absent: as the club's. */
  readonly expiresAfter?: OwnExpiry;
  /** Absent: as many points as its purchases earn. */
  readonly budget?: Budget;
  /** Absent: its points are added to those of others. */
  readonly stacking?: Stacking;
  /** About the sale. `rulesOfSale` decides it; the evaluation never asks. Absent: always. */
  readonly when?: Condition;
  /** Absent: for everyone. */
  readonly audience?: Audience;
  /** This version of the software cannot read it: it gives nothing. */
  readonly unreadable?: true;
}

/** A rule whose condition held at the sale, or that has none. */
export interface MetRule extends EarningRule {
  /** What of the condition depends on the goods: returns ask it of what remains. Absent: the goods do not matter. */
  readonly residual?: Condition;
}

/** A rule that gives points for purchases. */
export interface PurchaseRule extends EarningRule {
  readonly effect: PurchaseEffect;
}

export function ruleApplies(
  rule: EarningRule,
  { purchasedAt, locationId }: EarningPurchase,
): rule is PurchaseRule {
  if (!isPurchaseEffect(rule.effect)) return false;
  const { from, until } = rule.validity;
  if (from !== null && purchasedAt < from) return false;
  if (until !== null && purchasedAt >= until) return false;
  return rule.locationIds === undefined || rule.locationIds.includes(locationId);
}

/** What a rule has already granted in the period of a cap. Returns do not reduce it. */
export interface CapUsage {
  readonly ruleId: string;
  readonly per: Exclude<CapPeriod, 'purchase'>;
  readonly points: number;
}

/** The period of a cap around a purchase; null: all time. */
export function capPeriod(per: CapUsage['per'], purchasedAt: Instant, zone: string): Period | null {
  return calendars[per]?.(purchasedAt, zone) ?? null;
}

const calendars: {
  readonly [P in CapUsage['per']]: ((at: Instant, zone: string) => Period) | null;
} = {
  day: localDay,
  week: localWeek,
  month: localMonth,
  member: null,
  rule: null,
};

/** What is left of a cap; all of it for a cap per purchase. */
export function leftOf({ per, points }: Cap, ruleId: string, usage: readonly CapUsage[]): number {
  const used = usage.find((entry) => entry.ruleId === ruleId && entry.per === per)?.points ?? 0;
  return Math.max(0, points - used);
}

/** What a rule can still grant to one purchase, and the cap that limits it. */
export interface Headroom {
  readonly ruleId: string;
  readonly per: CapPeriod;
  readonly points: number;
}

/** Its caps, and its budget as the cap of all members together. */
export const limitsOf = ({ caps, budget }: EarningRule): readonly Cap[] =>
  budget ? [...caps, { per: 'rule', points: budget.points }] : caps;

/** The tightest limit of the rule; null if it has none. */
export function headroomOf(rule: EarningRule, usage: readonly CapUsage[]): Headroom | null {
  let tightest: Headroom | null = null;
  for (const cap of limitsOf(rule)) {
    const left = leftOf(cap, rule.id, usage);
    if (!tightest || left < tightest.points) tightest = { ruleId: rule.id, per: cap.per, points: left };
  }
  return tightest;
}

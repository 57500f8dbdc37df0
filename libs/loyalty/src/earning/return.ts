import { holds } from '@regulars/conditions';
import { LoyaltyError } from '../errors.ts';
import { goodsSubject } from '../facts/purchase-facts.ts';
import { roundRatio } from '../money.ts';
import { sum } from './base-rate.ts';
import { bonusKept } from './bonus.ts';
import { attempt, withoutFailing } from './failing.ts';
import { decisionFor, grantsFor, sumOfGrants, type EarningContext, type Evaluation } from './evaluate.ts';
import type { Grant } from './grant.ts';
import { earningAmounts, earningShare, type EarningPurchase, type MemberFacts } from './purchase.ts';
import type { PricedLine } from '../price-line.ts';
import { ruleApplies, type Headroom, type MetRule } from './rule.ts';
import type { SharedLeft } from './shared-budget.ts';
import { withinGroups } from './stacking.ts';
import { statusOf, type PurchasePolicy } from './status-base.ts';

/** What a purchase stores so that its returns are decided by the same rules. JSON-safe. */
export interface StoredEarning {
  /** The versions that applied. Their conditions held; of these, returns ask only the residual. */
  readonly rules: readonly MetRule[];
  readonly purchase: EarningPurchase;
  readonly facts: MemberFacts;
  readonly policy: PurchasePolicy;
  readonly headroom: readonly Headroom[];
  /** What it got of budgets that all rules share. Absent: there were none. */
  readonly shared?: readonly SharedLeft[];
  readonly granted: Earned;
}

export interface Earned {
  readonly points: number;
  readonly status: number;
}

export function storedEarning(
  rules: readonly MetRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  { policy: { base, discounts, spend, priceBound } }: Pick<EarningContext, 'policy'>,
  { headroom, shared, points, status }: Evaluation,
): StoredEarning {
  return {
    rules: rules.filter((rule) => ruleApplies(rule, purchase)),
    purchase,
    facts,
    policy: { base, discounts, ...(spend && { spend }), ...(priceBound && { priceBound }) },
    headroom,
    ...(shared.length > 0 ? { shared } : {}),
    granted: { points, status },
  };
}

export interface ReturnedLine {
  /** Index in the purchase, from 0. */
  readonly line: number;
  /** Thousandths. */
  readonly quantity: number;
}

/**
 * Thousandths of each line that remain after all these returns. Throws
 * LoyaltyError('returned-more-than-bought', { line, bought, returned }), also for an unknown line.
 */
export function remainingAfter(lines: readonly PricedLine[], returned: readonly ReturnedLine[]): number[] {
  const remaining = lines.map((line) => line.quantity);
  for (const { line, quantity } of returned) {
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      throw new LoyaltyError('quantity-out-of-range', { line, quantity: String(quantity), places: 3 });
    }
    const left = lines[line] && remaining[line];
    if (left === undefined)
      throw new LoyaltyError('returned-more-than-bought', { line, bought: 0, returned: quantity });
    remaining[line] = left - quantity;
  }
  assertRemaining(lines, remaining);
  return remaining;
}

function assertRemaining(lines: readonly PricedLine[], remaining: readonly number[]): void {
  lines.forEach(({ quantity: bought }, line) => {
    const left = remaining[line] ?? bought;
    if (left < 0)
      throw new LoyaltyError('returned-more-than-bought', { line, bought, returned: bought - left });
  });
}

/**
 * What all returns together take back if this remains. Of a rule that worked at the purchase and works no more, the
 * member keeps a part in proportion to the money that remains.
 */
export function targetOfReturn(stored: StoredEarning, remaining: readonly number[]): Earned {
  const { result, working, failed } = withoutFailing(stored.rules, (rules) =>
    targetWith({ ...stored, rules }, remaining),
  );
  if (failed.length === 0) return result;
  const { purchase, policy } = stored;
  const theirs = targetWith(
    { ...stored, rules: working },
    purchase.lines.map(({ quantity }) => quantity),
  );
  const whole = sum(earningAmounts(purchase, policy));
  const left = sum(earningAmounts(purchase, policy, remaining));
  const keptOf = (points: number): number => (whole > 0 ? Math.floor((points * left) / whole) : 0);
  return { points: result.points - keptOf(theirs.points), status: result.status - keptOf(theirs.status) };
}

/** By rules that all work; else one of them stops it. */
function targetWith(stored: StoredEarning, remaining: readonly number[]): Earned {
  const { rules, purchase, policy, granted, shared } = stored;
  const kept = sumOfGrants(grantsKept(stored, remaining));
  const most = (grouped: number, all: number): number =>
    policy.priceBound || shared || rules.some(({ stacking }) => stacking) ? Math.min(grouped, all) : grouped;
  return {
    points: granted.points - most(kept.points, granted.points),
    status: granted.status - statusOf(most(kept.status, granted.status), { purchase, policy, remaining }),
  };
}

/**
 * What the rules give for what remains. In a group another rule may count then. A return never gives more by it than
 * the purchase gave, and multiplies no more of it.
 */
export function grantsKept(
  { rules, purchase, facts, policy, headroom, shared }: StoredEarning,
  remaining: readonly number[],
): Grant[] {
  assertRemaining(purchase.lines, remaining);
  const share = earningShare(purchase);
  const { priceBound } = policy;
  const money = { amounts: earningAmounts(purchase, policy, remaining), share, priceBound, shared };
  const kept = keptPurchase(purchase, remaining);
  const left = rulesForKept(rules, kept, purchase);
  if (!rules.some(({ stacking }) => stacking)) return grantsFor(left, kept, facts, money, headroom);
  const whole = { amounts: earningAmounts(purchase, policy), share, priceBound, shared };
  const before = decisionFor(rules, purchase, facts, whole, headroom);
  const grants = grantsFor(left, kept, facts, { ...money, before: before.bases }, headroom);
  return withinGroups(rules, grants, before.grants);
}

/** Those whose condition also holds for what remains. */
function rulesForKept(
  rules: readonly MetRule[],
  kept: EarningPurchase,
  bought: EarningPurchase,
): readonly MetRule[] {
  if (rules.every(({ residual }) => residual === undefined)) return rules;
  const goods = goodsSubject({ lines: linesLeft(kept, bought), currency: kept.currency });
  return rules.filter((rule) => {
    const { residual } = rule;
    return residual === undefined || attempt(rule, () => holds(residual, goods));
  });
}

/** The purchase as if only the remaining goods had been bought. Conditions see past purchases the same way. */
export function keptPurchase(purchase: EarningPurchase, remaining: readonly number[]): EarningPurchase {
  const lines = purchase.lines.map((line, index) => {
    const quantity = remaining[index] ?? line.quantity;
    const back = (amount: number) => returnedAmount(amount, line.quantity, line.quantity - quantity);
    return { ...line, quantity, gross: line.gross - back(line.gross), net: line.net - back(line.net) };
  });
  const { bonuses } = purchase;
  if (!bonuses) return { ...purchase, lines };
  return { ...purchase, lines, bonuses: bonuses.map((each) => bonusKept(each, purchase.lines, remaining)) };
}

/** The purchase as if only the remaining goods had been bought, without the lines of which nothing remains. */
export function remainingPurchase(purchase: EarningPurchase, remaining: readonly number[]): EarningPurchase {
  const kept = keptPurchase(purchase, remaining);
  return { ...kept, lines: linesLeft(kept, purchase) };
}

/** A line of which nothing remains is not there. */
function linesLeft({ lines }: EarningPurchase, { lines: bought }: EarningPurchase): EarningPurchase['lines'] {
  return lines.filter(({ quantity }, index) => quantity > 0 || bought[index]?.quantity === 0);
}

/** The share of an amount that belongs to the returned part. */
export function returnedAmount(amount: number, bought: number, returned: number): number {
  return returned === 0 ? 0 : roundRatio([amount, returned], [bought]);
}

/**
 * What this return takes back, given what earlier returns booked. Negative: points are given back. Throws
 * LoyaltyError('returned-more-than-bought', { line, … }).
 */
export function returnNow(stored: StoredEarning, remaining: readonly number[], booked: Earned): Earned {
  const target = targetOfReturn(stored, remaining);
  return { points: target.points - booked.points, status: target.status - booked.status };
}

import type { Instant } from '../clock.ts';
import { holds } from '@regulars/conditions';
import { floorRatio, scaledDecimal } from '../money.ts';
import { releaseOf, type ClubPointsPolicy } from '../points/policy.ts';
import { cappedText, sentenceOf, type Grant, type GrantReason } from './grant.ts';
import { earningAmounts, lineFacts, type EarningPurchase, type MemberFacts } from './purchase.ts';
import {
  headroomOf,
  ruleApplies,
  type CapUsage,
  type EarningRule,
  type Headroom,
  type MoneyRule,
  type MultiplierRule,
  type Rate,
} from './rule.ts';

export interface EarningContext {
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  /** What the caps of these rules have used up; none when absent. */
  readonly usage?: readonly CapUsage[];
}

export interface Evaluation {
  /** In the order of the rules, the tier's last. */
  readonly grants: readonly Grant[];
  readonly points: number;
  readonly status: number;
  /** When the points can be spent; null is at once. */
  readonly availableAt: Instant | null;
  /** Of the rules with caps, as it was before the purchase; a return needs it. */
  readonly headroom: readonly Headroom[];
  /** Money of each line that points were earned on: weights for shares per line. */
  readonly lineAmounts: readonly number[];
}

/** What a purchase earns by these rule versions. Pure: the same input gives the same grants for ever. */
export function evaluate(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  { policy, zone, usage = [] }: EarningContext,
): Evaluation {
  const headroom = rules.flatMap((rule) => headroomOf(rule, usage) ?? []);
  const lineAmounts = earningAmounts(purchase, policy);
  const grants = grantsFor(rules, purchase, facts, lineAmounts, headroom);
  const availableAt = releaseOf(policy, purchase.purchasedAt, zone);
  return { grants, ...sumOfGrants(grants), availableAt, headroom, lineAmounts };
}

export function sumOfGrants(grants: readonly Grant[]): { points: number; status: number } {
  return {
    points: grants.reduce((sum, grant) => sum + grant.points, 0),
    status: grants.reduce((sum, grant) => sum + grant.status, 0),
  };
}

/** A money rule on this purchase: what it gives per line, before anything is rounded. */
interface BaseRate {
  readonly rule: MoneyRule;
  readonly rate: Rate | null;
  readonly amounts: readonly number[];
}

export function grantsFor(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  lineAmounts: readonly number[],
  headroom: readonly Headroom[],
): Grant[] {
  const applying = rules.filter((rule) => ruleApplies(rule, purchase));
  const bases = applying
    .filter((rule) => rule.kind === 'points-per-money')
    .map((rule) => baseRateOf(rule, purchase, lineAmounts));
  const grants = applying.flatMap((rule) => {
    const uncapped =
      rule.kind === 'multiplier'
        ? multiplied(rule, purchase, bases)
        : moneyGrant(
            bases.find((base) => base.rule === rule),
            purchase.currency,
          );
    return uncapped ? [granted(rule, uncapped, headroom)] : [];
  });
  const tier = tierGrant(purchase, facts, bases);
  return tier ? [...grants, tier] : grants;
}

interface Uncapped {
  readonly points: number;
  readonly reason: GrantReason;
}

function baseRateOf(rule: MoneyRule, purchase: EarningPurchase, lineAmounts: readonly number[]): BaseRate {
  const kinds = new Set<string>(['goods', 'service', ...(rule.alsoKinds ?? [])]);
  const rate = Object.hasOwn(rule.rates, purchase.currency) ? rule.rates[purchase.currency] : undefined;
  const amounts = purchase.lines.map((line, index) => (kinds.has(line.kind) ? (lineAmounts[index] ?? 0) : 0));
  return { rule, rate: rate ?? null, amounts };
}

function moneyGrant(base: BaseRate | undefined, currency: string): Uncapped | null {
  if (!base) return null;
  if (!base.rate) return { points: 0, reason: { kind: 'no-rate', currency } };
  const { points, per } = base.rate;
  const amount = sum(base.amounts);
  return {
    points: floorRatio([amount, points], [per]),
    reason: { kind: 'money', amount, currency, points, per },
  };
}

function multiplied(
  { times, where }: MultiplierRule,
  { lines, currency }: EarningPurchase,
  bases: readonly BaseRate[],
): Uncapped | null {
  const matching = lines.map((line) => holds(where, lineFacts(line)));
  const onMatching = bases.map((base) => ({
    ...base,
    amounts: base.amounts.map((amount, index) => (matching[index] ? amount : 0)),
  }));
  const more = extraOf(onMatching, times);
  return (
    more && { points: more.points, reason: { kind: 'multiplier', amount: more.amount, currency, times } }
  );
}

function tierGrant(
  { currency }: EarningPurchase,
  { tier }: MemberFacts,
  bases: readonly BaseRate[],
): Grant | null {
  if (!tier || tier.multiplier === 1) return null;
  const more = extraOf(bases, tier.multiplier);
  if (!more) return null;
  const { amount, points } = more;
  const reason = { kind: 'tier', amount, currency, times: tier.multiplier, tier: tier.name } as const;
  return {
    ruleId: null,
    version: null,
    name: tier.name,
    points,
    status: tier.countsTowardsStatus ? points : 0,
    cappedFrom: null,
    cappedBy: null,
    reason,
    sentence: sentenceOf(reason),
  };
}

/** (times − 1) × the rates of all money rules on these amounts, floored once. Null where nothing earns. */
function extraOf(bases: readonly BaseRate[], times: number): { points: number; amount: number } | null {
  const thousandths = scaledDecimal(times, 3);
  if (thousandths === null || thousandths < 1000) throw new RangeError(`A multiplier of ${times}`);
  let numerator = 0n;
  let denominator = 1n;
  let amount = 0;
  for (const { rate, amounts } of bases) {
    if (!rate) continue;
    const money = sum(amounts);
    amount = Math.max(amount, money);
    numerator = numerator * BigInt(rate.per) + BigInt(money) * BigInt(rate.points) * denominator;
    denominator *= BigInt(rate.per);
  }
  if (amount === 0) return null;
  return { points: Number((numerator * BigInt(thousandths - 1000)) / (denominator * 1000n)), amount };
}

function granted(rule: EarningRule, { points, reason }: Uncapped, headroom: readonly Headroom[]): Grant {
  const limit = headroom.find(({ ruleId }) => ruleId === rule.id);
  const trimmed = limit && limit.points < points ? limit : null;
  const given = trimmed ? trimmed.points : points;
  return {
    ruleId: rule.id,
    version: rule.version,
    name: rule.name,
    points: given,
    status: rule.countsTowardsStatus ? given : 0,
    cappedFrom: trimmed ? points : null,
    cappedBy: trimmed ? trimmed.per : null,
    reason,
    sentence: sentenceOf(reason) + (trimmed ? cappedText(points, given, trimmed.per) : ''),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

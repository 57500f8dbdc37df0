import type { Instant } from '../clock.ts';
import { releaseOf, type ClubPointsPolicy } from '../points/policy.ts';
import { assertRate, extraOf, isMultiplier, type BaseRate } from './base-rate.ts';
import { bonusGrants } from './bonus.ts';
import type { Grant } from './grant.ts';
import { attempt, failWith, mostPointsAtOnce, withoutFailing, type FailedRule } from './failing.ts';
import {
  baseOf,
  effectApplies,
  grantOf,
  isReadableEffect,
  multipliesOthers,
  type RuleReason,
} from './kinds/index.ts';
import type { Given, RuleInput } from './kinds/kind.ts';
import {
  earningAmounts,
  earningShare,
  type EarningPurchase,
  type EarningShare,
  type MemberFacts,
} from './purchase.ts';
import {
  headroomOf,
  ruleApplies,
  type CapUsage,
  type EarningRule,
  type Headroom,
  type PurchaseRule,
} from './rule.ts';
import {
  amountsBesides,
  hasPriceBound,
  mostForPriceBound,
  withinPriceBound,
  type PriceBoundTerms,
} from './price-bound.ts';
import { keptOf, withinShared, type SharedLeft } from './shared-budget.ts';
import { basesOfGroups, outdoneIn, withinBases, type GroupBases } from './stacking.ts';
import { statusOf, type PurchasePolicy } from './status-base.ts';

export interface EarningContext {
  readonly policy: ClubPointsPolicy & PurchasePolicy;
  readonly zone: string;
  /** How much of these rules' caps is used; nothing if absent. */
  readonly usage?: readonly CapUsage[];
  /** What is left of budgets that all rules share; no such budget if absent. */
  readonly shared?: readonly SharedLeft[];
}

export interface Evaluation {
  /** In the order of the rules, then the tier's, then those of coupons and offers. */
  readonly grants: readonly Grant[];
  readonly points: number;
  readonly status: number;
  /** When the points become available; null means at once. */
  readonly availableAt: Instant | null;
  /** Used caps before the purchase, for rules with caps. A return needs them. */
  readonly headroom: readonly Headroom[];
  /** What it got of budgets that all rules share. A return needs it. */
  readonly shared: readonly SharedLeft[];
  /** Money of each line that earned points: the weights for shares per line. */
  readonly lineAmounts: readonly number[];
}

/** With the rules that work, and the others. */
export interface Outcome<Rule = EarningRule> extends Evaluation {
  readonly working: readonly Rule[];
  readonly failed: readonly FailedRule<Rule>[];
}

/**
 * What a purchase earns by these rule versions. Pure: the same input always gives the same grants. A rule that does not
 * work gives nothing, and the others give what they give without it.
 */
export function evaluate<Rule extends EarningRule>(
  rules: readonly Rule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  context: EarningContext,
): Outcome<Rule> {
  const { result, working, failed } = withoutFailing(rules, (each) =>
    evaluateAll(each, purchase, facts, context),
  );
  return { ...result, working, failed };
}

function evaluateAll(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  { policy, zone, usage = [], shared = [] }: EarningContext,
): Evaluation {
  const headroom = rules.flatMap((rule) => attempt(rule, () => headroomOf(rule, usage)) ?? []);
  const lineAmounts = earningAmounts(purchase, policy);
  const grants = grantsFor(
    rules,
    purchase,
    facts,
    { amounts: lineAmounts, share: earningShare(purchase), priceBound: policy.priceBound, shared },
    headroom,
  );
  assertWithinLimit(rules, grants);
  const availableAt = releaseOf(policy, purchase.purchasedAt, zone);
  const { points, status } = sumOfGrants(grants);
  return {
    grants,
    points,
    status: statusOf(status, { purchase, policy }),
    availableAt,
    headroom: headroom.map((each) => asGranted(each, rules, grants)),
    shared: keptOf(shared, points),
    lineAmounts,
  };
}

/** If all grants together are too many points, the rule with the largest one does not work; of equals, the newest. */
export function assertWithinLimit(rules: readonly EarningRule[], grants: readonly Grant[]): void {
  if (sumOfGrants(grants).points <= mostPointsAtOnce) return;
  const largest = grants
    .filter(({ ruleId }) => ruleId !== null)
    .reduce<Grant | null>((most, grant) => (most && wholeOf(most) > wholeOf(grant) ? most : grant), null);
  const rule = rules.find(({ id }) => id === largest?.ruleId);
  if (rule) failWith(rule, 'too-many-points');
}

/** Also what a limit took: the tier multiplies it all the same. */
const wholeOf = ({ points, cappedFrom }: Grant): number => cappedFrom ?? points;

/** Of a budget, a purchase keeps what it got: others may get the rest before goods come back. */
function asGranted(headroom: Headroom, rules: readonly EarningRule[], grants: readonly Grant[]): Headroom {
  if (!rules.some(({ id, budget }) => id === headroom.ruleId && budget)) return headroom;
  const granted = grants.find(({ ruleId }) => ruleId === headroom.ruleId)?.points ?? 0;
  return { ...headroom, points: Math.min(headroom.points, granted) };
}

/** The most that these rules, the tier and bonuses could give for a purchase: by rule, without conditions. What does not work is missing. */
export function mostGiven(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  policy: Pick<ClubPointsPolicy, 'base' | 'discounts'>,
  facts: MemberFacts = {},
): ReadonlyMap<string | null, number> {
  const money = { amounts: earningAmounts(purchase, policy), share: earningShare(purchase) };
  const alone = rules.map(({ stacking: _, ...rule }) => rule);
  const { result } = withoutFailing(alone, (working) => {
    const limits = working.flatMap((rule) => attempt(rule, () => headroomOf(rule, [])) ?? []);
    return grantsFor(working, purchase, facts, money, limits);
  });
  // Without a rule: the tier, and bonuses of coupons and offers.
  const given = new Map<string | null, number>();
  for (const { ruleId, points } of result) given.set(ruleId, (given.get(ruleId) ?? 0) + points);
  return new Map([...given].map(([ruleId, points]) => [ruleId, Math.min(points, mostPointsAtOnce)]));
}

export function sumOfGrants(grants: readonly Grant[]): { points: number; status: number } {
  return {
    points: grants.reduce((sum, grant) => sum + grant.points, 0),
    status: grants.reduce((sum, grant) => sum + grant.status, 0),
  };
}

/** The money that earns: of each line, and as a part of the whole purchase as it was bought. */
export interface EarningMoney {
  readonly amounts: readonly number[];
  readonly share: EarningShare;
  /** For a return: what each group gave for money. It multiplies no more. */
  readonly before?: GroupBases;
  /** Price-bound lines get no more than this. */
  readonly priceBound?: PriceBoundTerms | undefined;
  /** All grants together get no more than each. */
  readonly shared?: readonly SharedLeft[] | undefined;
}

export interface Decision {
  readonly grants: Grant[];
  readonly bases: GroupBases;
}

export const grantsFor = (...of: Parameters<typeof decisionFor>): Grant[] => decisionFor(...of).grants;

export function decisionFor(...of: Parameters<typeof freeDecision>): Decision {
  const { grants, bases } = boundDecision(...of);
  return { grants: withinShared(grants, of[3].shared ?? []), bases };
}

/** As if no budget was shared. */
function boundDecision(...of: Parameters<typeof freeDecision>): Decision {
  const [rules, purchase, facts, { priceBound, ...money }, headroom] = of;
  const { grants, bases } = freeDecision(rules, purchase, facts, money, headroom);
  if (!priceBound || !hasPriceBound(purchase)) return { grants, bases };
  const amounts = amountsBesides(purchase, money.amounts);
  const besides = freeDecision(rules, purchase, facts, { ...money, amounts }, headroom);
  const most = mostForPriceBound(purchase, priceBound);
  return { grants: withinPriceBound(grants, besides.grants, most), bases };
}

/** As if no goods had a price set by law. */
function freeDecision(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts,
  { before, ...money }: EarningMoney,
  headroom: readonly Headroom[],
): Decision {
  for (const rule of rules) if (!isReadableEffect(rule.effect)) failWith(rule, 'unreadable');
  const applying = rules.filter((rule) => ruleApplies(rule, purchase));
  const known = { purchase, facts, ...money };
  const baseFor = remembered((rule: PurchaseRule): BaseRate | null => {
    const base = attempt(rule, () => checkedBase(baseOf(rule.effect, known)));
    return base && before ? withinBases(rule, base, before) : base;
  });
  const inputOf = remembered((counting: readonly PurchaseRule[]): RuleInput => ({
    ...known,
    bases: counting.flatMap((rule) => baseFor(rule) ?? []),
  }));
  const grantFor = (rule: PurchaseRule, input: RuleInput): Grant | null =>
    attempt(rule, () =>
      effectApplies(rule.effect, input) ? granted(rule, grantOf(rule.effect, input), headroom) : null,
    );
  const outdone = applying.some(({ stacking }) => stacking)
    ? outdoneIn(applying, {
        multiplies: ({ effect }) => multipliesOthers(effect),
        give: (rule, counting) => grantFor(rule, inputOf(counting)),
      })
    : null;
  const counting = outdone ? applying.filter(({ id }) => !outdone.has(id)) : applying;
  const input = inputOf(counting);
  const grants = applying.flatMap((rule) => {
    const lost = outdone?.get(rule.id);
    return (lost === undefined ? grantFor(rule, input) : lost) ?? [];
  });
  const tier = tierGrant(input);
  const bases = basesOfGroups(outdone ? counting.map((rule) => ({ rule, base: baseFor(rule) })) : []);
  return { grants: [...grants, ...(tier ? [tier] : []), ...bonusGrants(input)], bases };
}

/** Groups ask the same again. */
function remembered<Asked extends object, Result>(work: (asked: Asked) => Result): (asked: Asked) => Result {
  const known = new Map<Asked, { readonly result: Result }>();
  return (asked) => {
    const before = known.get(asked);
    if (before) return before.result;
    const result = work(asked);
    known.set(asked, { result });
    return result;
  };
}

/** Others multiply it: it must be a rate. */
function checkedBase(base: BaseRate | null): BaseRate | null {
  if (base) for (const rate of [base.rate, ...(base.rates ?? [])]) assertRate(rate);
  return base;
}

function tierGrant({ purchase: { currency }, facts: { tier }, bases }: RuleInput): Grant | null {
  if (!tier || tier.multiplier === 1 || !isMultiplier(tier.multiplier)) return null;
  const { amount, points } = extraOf(bases, tier.multiplier);
  if (amount === 0) return null;
  const reason = { kind: 'tier', amount, currency, times: tier.multiplier, tierId: tier.id } as const;
  return {
    ruleId: null,
    version: null,
    kind: null,
    points,
    status: tier.countsTowardsStatus ? points : 0,
    cappedFrom: null,
    cappedBy: null,
    reason,
  };
}

const granted = (rule: EarningRule, given: Given<RuleReason>, headroom: readonly Headroom[]): Grant =>
  cappedGrant(rule, given, headroom.find(({ ruleId }) => ruleId === rule.id) ?? null);

/** What a rule gives after its caps. Throws RangeError if that is not a number of points. */
export function cappedGrant(
  rule: EarningRule,
  { points, reason }: Given<RuleReason>,
  limit: Headroom | null,
): Grant {
  if (!(points >= 0 && Number.isInteger(points))) throw new RangeError('A rule gives whole points');
  const trimmed = limit && limit.points < points ? limit : null;
  const given = trimmed ? trimmed.points : points;
  return {
    ruleId: rule.id,
    version: rule.version,
    kind: rule.effect.kind,
    points: given,
    status: rule.countsTowardsStatus ? given : 0,
    cappedFrom: trimmed ? points : null,
    cappedBy: trimmed ? trimmed.per : null,
    reason,
    ...(rule.expiresAfter ? { expiresAfter: rule.expiresAfter } : {}),
  };
}

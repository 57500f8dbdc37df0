import {
  isRuledOut,
  mostGiven,
  purchaseSubject,
  type ClubPointsPolicy,
  type EarningPurchase,
  type EarningRule,
  type MemberFacts,
} from '@regulars/loyalty';
import type { BudgetDays } from './budgets.ts';
import { budgetFrom } from './rule-budgets.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';

/** A sale; its goods only if they are known already. */
type Sold = Pick<EarningPurchase, 'currency' | 'purchasedAt'> &
  Partial<Pick<EarningPurchase, 'channel' | 'lines' | 'payments' | 'codes' | 'bonuses'>> & {
    /** Null for any. */
    readonly locationId: string | null;
  };

interface Around {
  readonly zone: string;
  readonly policy: ClubPointsPolicy;
  /** Of the club and all locations. */
  readonly shared: readonly SharedBudgetRecord[];
  /** The best that the tier may give. */
  readonly tier: MemberFacts['tier'];
}

/** The budgets around a purchase: of these rules, then of its location, then of the club. */
export const budgetsOf = (
  rules: readonly EarningRule[],
  sold: Sold,
  { zone, policy, shared: all, tier }: Around,
): BudgetDays[] => {
  const { purchasedAt } = sold;
  const shared = all.filter((budget) => limits(budget, sold));
  if (shared.length === 0 && rules.every(({ budget }) => budget === undefined)) return [];
  const purchase = purchaseOf(sold);
  const sale = purchase && purchaseSubject(purchase, zone);
  // Not now, not here, or not to those who pay so.
  const possible = sale ? rules.filter((rule) => !isRuledOut(rule, sale)) : rules;
  const hasOwn = possible.some(({ budget }) => budget !== undefined);
  const most = purchase && hasOwn ? mostGiven(rules, purchase, policy) : null;
  const together = purchase && shared.length > 0 ? mostTogether(possible, purchase, policy, tier) : null;
  return [
    ...possible.flatMap(({ id, budget }): BudgetDays[] => {
      const given = most ? (most.get(id) ?? 0) : null;
      // It gives nothing for these goods.
      if (!budget || given === 0) return [];
      return [
        { ...budget, holder: 'rule', id, from: budgetFrom(budget.per, purchasedAt, zone), most: given },
      ];
    }),
    ...(together === 0 ? [] : shared).map(({ id, locationId, per, points }): BudgetDays => {
      const holder = locationId === null ? 'club' : 'location';
      return { holder, id, per, points, from: budgetFrom(per, purchasedAt, zone), most: together };
    }),
  ];
};

const limits = ({ locationId, since }: SharedBudgetRecord, sold: Sold): boolean =>
  sold.purchasedAt >= since.getTime() &&
  (locationId === null || sold.locationId === null || locationId === sold.locationId);

const purchaseOf = ({
  currency,
  locationId,
  channel,
  purchasedAt,
  lines,
  payments,
  codes,
  bonuses,
}: Sold): EarningPurchase | undefined =>
  lines && locationId !== null
    ? {
        currency,
        locationId,
        channel: channel ?? null,
        purchasedAt,
        lines,
        payments: payments ?? [],
        codes: codes ?? [],
        ...(bonuses ? { bonuses } : {}),
      }
    : undefined;

/** Of a rule that is tried on a share of the members, both versions: the member is not known yet. */
const mostTogether = (
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  policy: ClubPointsPolicy,
  tier: MemberFacts['tier'],
): number =>
  [...mostGiven(apart(rules), purchase, policy, tier ? { tier } : {}).values()].reduce(
    (sum, points) => sum + points,
    0,
  );

/** Each version counts for itself. */
const apart = (rules: readonly EarningRule[]): EarningRule[] =>
  rules.map((rule) => ({ ...rule, id: `${rule.id} ${rule.version}` }));

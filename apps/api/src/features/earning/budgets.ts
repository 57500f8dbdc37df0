import {
  isRuledOut,
  mostGiven,
  purchaseSubject,
  type BudgetPeriod,
  type CapUsage,
  type ClubPointsPolicy,
  type EarningPurchase,
  type EarningRule,
  type Grant,
} from '@regulars/loyalty';
import { budgetFrom } from './rule-budgets.ts';

/** The period of a budget, and what a purchase may take of it. */
export interface BudgetDays {
  readonly ruleId: string;
  readonly per: BudgetPeriod;
  /** The first local day; `-infinity` for all time. */
  readonly from: string;
  readonly points: number;
  /** The most that the rule may give; null if that is not known. */
  readonly most: number | null;
}

/** What of a budget may be given. */
export interface ReservedBudget extends Omit<BudgetDays, 'most'> {
  readonly left: number;
  /** The part that it is taken from. */
  readonly shard: number;
}

/** A sale; its goods only if they are known already. */
type Sold = Pick<EarningPurchase, 'currency' | 'locationId' | 'purchasedAt'> &
  Partial<Pick<EarningPurchase, 'channel' | 'lines' | 'payments'>>;

interface Asked {
  readonly budgets: readonly BudgetDays[];
}

/** The budgets of these rules around a purchase. */
export const budgetsOf = (
  rules: readonly EarningRule[],
  { currency, locationId, channel, purchasedAt, lines, payments }: Sold,
  { zone, policy }: { readonly zone: string; readonly policy: ClubPointsPolicy },
): BudgetDays[] => {
  if (rules.every(({ budget }) => budget === undefined)) return [];
  const purchase = lines && {
    currency,
    locationId,
    channel: channel ?? null,
    purchasedAt,
    lines,
    payments: payments ?? [],
  };
  const most = purchase && mostGiven(rules, purchase, policy);
  const sale = purchase && purchaseSubject(purchase, zone);
  return rules.flatMap((rule): BudgetDays[] => {
    const { id, budget } = rule;
    const given = most ? (most.get(id) ?? 0) : null;
    // It gives nothing for these goods, or not now, not here or not to those who pay so.
    if (!budget || given === 0 || (sale && isRuledOut(rule, sale))) return [];
    return [{ ...budget, ruleId: id, from: budgetFrom(budget.per, purchasedAt, zone), most: given }];
  });
};

const keyOfBudget = ({ ruleId, per, from }: Pick<BudgetDays, 'ruleId' | 'per' | 'from'>): string =>
  `${ruleId} ${per} ${from}`;

/** What the budgets of a purchase have given, and what is written when it gives more of them. */
export class Budgets {
  readonly #reserved: ReadonlyMap<string, ReservedBudget>;
  readonly #given = new Map<string, number>();
  readonly rows: object[] = [];

  constructor({ budgets }: { readonly budgets: readonly ReservedBudget[] | null }) {
    this.#reserved = new Map((budgets ?? []).map((each) => [`${keyOfBudget(each)} ${each.points}`, each]));
  }

  usage({ budgets }: Asked): CapUsage[] {
    return budgets.map((budget) => {
      const left = this.#reserved.get(`${keyOfBudget(budget)} ${budget.points}`)?.left ?? 0;
      const given = this.#given.get(keyOfBudget(budget)) ?? 0;
      return { ruleId: budget.ruleId, per: 'rule', points: budget.points - left + given };
    });
  }

  give({ budgets }: Asked, grants: readonly Grant[]): void {
    for (const budget of budgets) {
      const points = grants.find(({ ruleId }) => ruleId === budget.ruleId)?.points ?? 0;
      const { ruleId: rule_id, per, from: period_from } = budget;
      const shard = this.#reserved.get(`${keyOfBudget(budget)} ${budget.points}`)?.shard ?? 0;
      if (points === 0) continue;
      this.#given.set(keyOfBudget(budget), (this.#given.get(keyOfBudget(budget)) ?? 0) + points);
      this.rows.push({ rule_id, per, period_from, shard, points });
    }
  }

  /** The rows that `grant_points` writes. */
  written(): { readonly budgets?: readonly object[] } {
    return this.rows.length > 0 ? { budgets: this.rows } : {};
  }
}

import type { BudgetPeriod, CapUsage, Grant, SharedHolder, SharedLeft } from '@regulars/loyalty';

/** The period of a budget, and what a purchase may take of it. */
export interface BudgetDays {
  readonly holder: 'rule' | SharedHolder;
  /** Of the rule, or of the shared budget. */
  readonly id: string;
  readonly per: BudgetPeriod;
  /** The first local day; `-infinity` for all time. */
  readonly from: string;
  readonly points: number;
  /** The most that may be given of it; null if that is not known. */
  readonly most: number | null;
}

/** What of a budget may be given. */
export interface ReservedBudget extends Omit<BudgetDays, 'holder' | 'id' | 'most'> {
  readonly budgetId: string;
  readonly left: number;
  /** The part that it is taken from. */
  readonly shard: number;
}

interface Asked {
  readonly budgets: readonly BudgetDays[];
}

const lockOrder: readonly BudgetDays['holder'][] = ['rule', 'location', 'club'];

/** As `reserve_budgets` takes it. Many awards together may take any number. */
export const wantedBudget = (
  { holder, id, per, from, points, most }: BudgetDays,
  alone: boolean,
): object => ({
  place: lockOrder.indexOf(holder),
  budget_id: id,
  per,
  period_from: from,
  points,
  most: alone ? most : null,
});

const keyOfBudget = ({ id, per, from }: Pick<BudgetDays, 'id' | 'per' | 'from'>): string =>
  `${id} ${per} ${from}`;

/** What the budgets of a purchase have given, and what is written when it gives more of them. */
export class Budgets {
  readonly #reserved: ReadonlyMap<string, ReservedBudget>;
  readonly #given = new Map<string, number>();
  readonly rows: object[] = [];

  constructor({ budgets }: { readonly budgets: readonly ReservedBudget[] | null }) {
    this.#reserved = new Map(
      (budgets ?? []).map((each) => [`${keyOfBudget({ ...each, id: each.budgetId })} ${each.points}`, each]),
    );
  }

  /** Of rules. */
  usage({ budgets }: Asked): CapUsage[] {
    return budgets.flatMap((budget): CapUsage[] =>
      budget.holder === 'rule'
        ? [{ ruleId: budget.id, per: 'rule', points: budget.points - this.left(budget) }]
        : [],
    );
  }

  /** Of the location and the club. */
  shared({ budgets }: Asked): SharedLeft[] {
    return budgets.flatMap((budget) =>
      budget.holder === 'rule' ? [] : [{ holder: budget.holder, points: this.left(budget) }],
    );
  }

  left(budget: BudgetDays): number {
    const left = this.#reservedOf(budget)?.left ?? 0;
    return Math.max(0, left - (this.#given.get(keyOfBudget(budget)) ?? 0));
  }

  give({ budgets }: Asked, grants: readonly Grant[]): void {
    for (const budget of budgets) {
      const points = grants
        .filter(({ ruleId }) => budget.holder !== 'rule' || ruleId === budget.id)
        .reduce((sum, grant) => sum + grant.points, 0);
      if (points === 0) continue;
      const { id: budget_id, per, from: period_from } = budget;
      const shard = this.#reservedOf(budget)?.shard ?? 0;
      this.#given.set(keyOfBudget(budget), (this.#given.get(keyOfBudget(budget)) ?? 0) + points);
      this.rows.push({ budget_id, per, period_from, shard, points });
    }
  }

  #reservedOf(budget: BudgetDays): ReservedBudget | undefined {
    return this.#reserved.get(`${keyOfBudget(budget)} ${budget.points}`);
  }

  /** The rows that `grant_points` writes. */
  written(): { readonly budgets?: readonly object[] } {
    return this.rows.length > 0 ? { budgets: this.rows } : {};
  }
}

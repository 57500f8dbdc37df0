import { Injectable } from '@nestjs/common';
import type { Coupon } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Left } from './redeemable.ts';
import { statement } from './statements.ts';

// What expired counts as given back, whether a job has run or not.
const spent = statement(
  'discount-budgets-spent',
  `select asked.id, asked.currency, discount_budget(asked.id, asked.currency) as "budgetId",
     budget_used(discount_budget(asked.id, asked.currency), 'total', '-infinity') - coalesce((
       select sum(h.discount) from discount_holds h where h.discount_id = asked.id and h.currency = asked.currency
         and h.budget_part is not null and h.expires_at <= $3), 0)::bigint as spent
   from unnest($1::uuid[], $2::text[]) as asked(id, currency)`,
);

type Budget = NonNullable<Coupon['budget']>;

/** A coupon or an offer. */
export interface Budgeted {
  readonly id: string;
  readonly terms: { readonly budget: Budget | null };
}

/** The budget of a coupon or an offer in one currency. */
interface BudgetOfCurrency {
  readonly currency: string;
  /** Under which it is counted. */
  readonly budgetId: string;
  /** In minor units. */
  readonly amount: number;
  readonly spent: number;
}

/** What coupons and offers may take off altogether, and what they took. Locks nothing: `discounts_read` decides. */
@Injectable()
export class DiscountBudgets {
  constructor(private readonly transactions: Transactions) {}

  /** By the id of the coupon or the offer. Asks nothing if none has a budget. */
  async of(
    discounts: readonly Budgeted[],
    at: Instant,
  ): Promise<(id: string) => readonly BudgetOfCurrency[]> {
    const asked = discounts.flatMap(({ id, terms }) =>
      (terms.budget ?? []).map(({ amount, currency }) => ({ id, amount, currency })),
    );
    if (asked.length === 0) return () => [];
    const rows = await this.transactions.query(spent, [
      asked.map(({ id }) => id),
      asked.map(({ currency }) => currency),
      new Date(at),
    ]);
    const known = new Map(rows.map((row) => [keyOf(row), row]));
    const budgets = asked.map(({ id, ...budget }) => {
      const row = known.get(keyOf({ id, ...budget }));
      if (!row) throw new Error('Each budget that is asked for is told');
      return { id, ...budget, budgetId: row.budgetId, spent: row.spent };
    });
    const byId = Map.groupBy(budgets, ({ id }) => id);
    return (id) => byId.get(id) ?? [];
  }

  /** By the id: what was taken of its budget in each currency. */
  async spentOf(
    discounts: readonly Budgeted[],
    at: Instant,
  ): Promise<(id: string) => { amount: number; currency: string }[]> {
    const of = await this.of(discounts, at);
    return (id) => of(id).map(({ currency, spent: amount }) => ({ amount, currency }));
  }

  /** By the id: what is left in each currency; null without a budget. */
  async leftOf(discounts: readonly Budgeted[], at: Instant): Promise<(id: string) => Left | null> {
    const of = await this.of(discounts, at);
    return (id) => {
      const budgets = of(id);
      if (budgets.length === 0) return null;
      return Object.fromEntries(
        budgets.map(({ currency, amount, spent: used }) => [currency, Math.max(0, amount - used)]),
      );
    };
  }
}

const keyOf = ({ id, currency }: { readonly id: string; readonly currency: string }): string =>
  `${id} ${currency}`;

/** Whether nothing is left in any currency. */
export const isUsedUp = (left: Left | null): boolean =>
  left !== null && Object.values(left).every((amount) => amount === 0);

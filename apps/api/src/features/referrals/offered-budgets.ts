import { Injectable } from '@nestjs/common';
import type { ReferralOffer } from '@regulars/contracts';
import type { EarningRule, Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import {
  budgetFrom,
  budgetRenewsOn,
  Budgets,
  LiveRules,
  wantedBudget,
  type BudgetDays,
} from '../earning/index.ts';
import { statement } from './statements.ts';

const read = statement('referral-budgets', 'select reserve_budgets($1, false) as budgets');

type Budgeted = Pick<EarningRule, 'id' | 'budget' | 'validity'>;

/** Whether rules about friends can still give something. Locks and writes nothing. */
@Injectable()
export class OfferedBudgets {
  constructor(
    private readonly rules: LiveRules,
    private readonly transactions: Transactions,
  ) {}

  /** Of each rule: null while its budget and that of the club have points left. */
  async usedUp(
    rules: readonly Budgeted[],
    now: Instant,
    zone: string,
  ): Promise<(rule: Budgeted) => ReferralOffer['budgetUsedUp']> {
    const club = (await this.rules.budgets())
      .filter(({ locationId, since }) => locationId === null && since.getTime() <= now)
      .map((each) => daysOf({ ...each, holder: 'club' }, now, zone));
    const own = rules.flatMap(({ id, budget }) =>
      budget ? [daysOf({ ...budget, id, holder: 'rule' }, now, zone)] : [],
    );
    const asked = [...own, ...club];
    if (asked.length === 0) return () => null;
    const wanted = JSON.stringify(asked.map((each) => wantedBudget(each, true)));
    const [found] = await this.transactions.query(read, [wanted]);
    const budgets = new Budgets({ budgets: found?.budgets ?? null });
    return ({ id, validity }) => {
      const spent = asked
        .filter((each) => each.holder === 'club' || each.id === id)
        .filter((each) => budgets.left(each) === 0)
        .map(({ per }) => budgetRenewsOn(per, now, zone, validity.until));
      if (spent.length === 0) return null;
      return { renewsOn: spent.includes(null) ? null : (spent.toSorted().at(-1) ?? null) };
    };
  }
}

const daysOf = (
  { holder, id, per, points }: Pick<BudgetDays, 'holder' | 'id' | 'per' | 'points'>,
  now: Instant,
  zone: string,
): BudgetDays => ({ holder, id, per, points, from: budgetFrom(per, now, zone), most: null });

import { Injectable } from '@nestjs/common';
import {
  occasionContext,
  occasionOfferOf,
  type CapUsage,
  type Instant,
  type OccasionOffer,
  type OccasionRule,
  type SaleBuyer,
} from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { budgetFrom, Budgets, LiveRules, wantedBudget, type BudgetDays } from '../earning/index.ts';
import { profileEventId, profileType } from './completed-profiles.repository.ts';
import { capsOf } from './context.ts';
import { statement } from './statements.ts';

const read = statement(
  'occasion-offers',
  `select member_person($1) as person, member_held($1) as held, custom_event_usage($1, $2) as usage,
     array(select event_id from custom_events where member_id = $1 and type_code = $3) as counted,
     reserve_budgets($4, false) as budgets`,
);

export interface OfferedRule {
  readonly rule: OccasionRule;
  readonly offer: OccasionOffer;
  readonly usage: readonly CapUsage[];
}

/** What members can earn points for outside of purchases. Locks and writes nothing. */
@Injectable()
export class OccasionOffers {
  constructor(
    private readonly rules: LiveRules,
    private readonly transactions: Transactions,
  ) {}

  /** By the rules that are live at the moment, in their order. Events of other systems are left out. */
  async of(
    memberId: string,
    standing: Pick<SaleBuyer, 'tierIds' | 'points'>,
    now: Instant,
    zone: string,
  ): Promise<OfferedRule[]> {
    const rules = (await this.rules.timeline())
      .occasionsAt(now)
      .filter(({ effect }) => occasionContext(effect) === 'occasion');
    if (rules.length === 0) return [];
    const caps = JSON.stringify(capsOf(rules, now, zone));
    const budgets = rules.flatMap(({ id, budget }): BudgetDays[] =>
      budget ? [{ ...budget, holder: 'rule', id, from: budgetFrom(budget.per, now, zone), most: null }] : [],
    );
    const asked = JSON.stringify(budgets.map((each) => wantedBudget(each, true)));
    const [found] = await this.transactions.query(read, [memberId, caps, profileType, asked]);
    if (!found?.person || !found.held) return [];
    const { held, counted } = found;
    const usage = [...found.usage, ...new Budgets(found).usage({ budgets })];
    const member = { ...standing, person: found.person, figures: null };
    return rules.flatMap((rule) => {
      if (counted?.includes(profileEventId(rule.id, memberId))) return [];
      const offer = occasionOfferOf(rule, member, held, now, zone);
      return offer ? [{ rule, offer, usage }] : [];
    });
  }
}

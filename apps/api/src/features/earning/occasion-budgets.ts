import { mostForOccasion, type Occasion, type OccasionRule } from '@regulars/loyalty';
import type { BudgetDays } from './budgets.ts';
import { budgetFrom } from './rule-budgets.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';

interface Around {
  readonly zone: string;
  /** Of the club and all locations. */
  readonly shared: readonly SharedBudgetRecord[];
}

/** The budgets around an occasion: of its rules, of its location if it names one, and of the club. */
export const budgetsOfOccasion = (
  rules: readonly OccasionRule[],
  occasion: Occasion,
  { zone, shared }: Around,
): BudgetDays[] => {
  const { occurredAt, locationId } = occasion;
  const most = mostForOccasion(rules, occasion);
  const sum = [...most.values()].reduce((together, points) => together + points, 0);
  if (sum === 0) return [];
  return [
    ...rules.flatMap(({ id, budget }): BudgetDays[] => {
      const given = most.get(id);
      if (!budget || given === undefined) return [];
      return [{ ...budget, holder: 'rule', id, from: budgetFrom(budget.per, occurredAt, zone), most: given }];
    }),
    ...shared
      .filter((each) => occurredAt >= each.since.getTime())
      .filter((each) => each.locationId === null || each.locationId === locationId)
      .map((each): BudgetDays => {
        const { id, per, points } = each;
        const holder = each.locationId === null ? 'club' : 'location';
        // An event can count any number of things.
        const given = Math.min(sum, points);
        return { holder, id, per, points, from: budgetFrom(per, occurredAt, zone), most: given };
      }),
  ];
};

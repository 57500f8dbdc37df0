import { Injectable } from '@nestjs/common';
import { ruleTermsOf, type RuleTerms } from '@regulars/contracts';
import { valueOfPoints } from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import type { StoredFigures } from './back-test-rows.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import type { RuleRecord } from './earning-rules.service.ts';
import { monthlyCost } from './shown-back-test.ts';

// A back-test of a few quiet days says little about a month.
const fewestDays = 28;

/** What a rule may cost the club, as far as someone looked. */
@Injectable()
export class RuleCosts {
  constructor(
    private readonly backTests: BackTestsRepository,
    private readonly club: ClubSettings,
  ) {}

  /**
   * In minor units of the reporting currency: of its budget for one period, or of 30 days by its last back-test, the
   * higher of both. Null if it has neither. A back-test of other terms or of fewer than 28 days
   * says nothing.
   */
  async of(rule: RuleRecord): Promise<number | null> {
    const { points, reportingCurrency } = await this.club.current();
    const costs: number[] = [];
    if (rule.budget)
      costs.push(valueOfPoints(rule.budget.points, { points: 1000, amount: points.pointValue }));
    const test = await this.backTests.lastDone(rule.id);
    if (test?.figures && test.days >= fewestDays && sameTerms(test.content, rule))
      costs.push(...ownCost(test.figures, test.days, { pointValue: points.pointValue, reportingCurrency }));
    return costs.length === 0 ? null : Math.max(...costs);
  }
}

/**
 * Of all points that the rule itself gave, for 30 days: the difference to a live version would be nothing for the same
 * rule. None if it gave nothing, because then it had nothing to show.
 */
const ownCost = (
  { draft, currency }: StoredFigures,
  days: number,
  { pointValue, reportingCurrency }: { readonly pointValue: number; readonly reportingCurrency: string },
): number[] =>
  draft.ownMembers === 0 || currency !== reportingCurrency
    ? []
    : [monthlyCost(valueOfPoints(draft.ownPoints, { points: 1000, amount: pointValue }), days)];

// Stored terms may lack newer fields, which means the same as null.
const sameTerms = (one: RuleTerms, other: RuleTerms): boolean => told(one) === told(other);

/** All but when the rule is valid. Both come from the same kind of column, so equal values have their fields in the same order. */
const told = (terms: RuleTerms): string => {
  const asked = { ...ruleTermsOf(terms), validFrom: null, validUntil: null };
  return JSON.stringify(Object.values(asked).map((value) => value ?? null));
};

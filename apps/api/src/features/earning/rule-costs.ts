import { Injectable } from '@nestjs/common';
import type { RuleContent } from '@regulars/contracts';
import { valueOfPoints } from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import { BackTestsRepository } from './back-tests.repository.ts';
import type { RuleRecord } from './earning-rules.service.ts';
import { monthlyCost } from './shown-back-test.ts';

/** What a rule may cost the club, as far as somebody looked. */
@Injectable()
export class RuleCosts {
  constructor(
    private readonly backTests: BackTestsRepository,
    private readonly club: ClubSettings,
  ) {}

  /**
   * In minor units of the reporting currency: of its budget for one period, or of 30 days by its last back-test, the
   * higher of both. Null if it has neither. A back-test of other terms says nothing.
   */
  async of(rule: RuleRecord): Promise<number | null> {
    const { points } = await this.club.current();
    const costs: number[] = [];
    if (rule.budget)
      costs.push(valueOfPoints(rule.budget.points, { points: 1000, amount: points.pointValue }));
    const test = await this.backTests.lastDone(rule.id);
    if (test?.figures && sameTerms(test.content, rule)) costs.push(monthlyCost(test.figures, test.days));
    return costs.length === 0 ? null : Math.max(...costs);
  }
}

type Terms = Omit<RuleContent, 'name' | 'validFrom' | 'validUntil'>;

// Both come from the same kind of column, so equal terms have their fields in the same order.
const sameTerms = (one: Terms, other: Terms): boolean => told(one) === told(other);

const told = (terms: Terms): string => {
  const { effect, when, locations, caps, countsTowardsStatus, expiresAfter, stacking, budget } = terms;
  return JSON.stringify([
    effect,
    when,
    locations,
    caps,
    countsTowardsStatus,
    expiresAfter ?? null,
    stacking ?? null,
    budget ?? null,
  ]);
};

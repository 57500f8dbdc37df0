import { Injectable } from '@nestjs/common';
import type { RuleTrial } from '@regulars/contracts';
import { instantOf, valueOfPoints, type Sample } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { RulePublishing } from '../earning/index.ts';
import { areEnough, each, shownDifference } from './compared-parts.ts';
import { TrialFigures, type TrialPart } from './trial-figures.repository.ts';

/** What difference the trial of a rule made. */
@Injectable()
export class TrialReports {
  constructor(
    private readonly publishing: RulePublishing,
    private readonly figures: TrialFigures,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Of the newest trial that has begun. Throws `not-found`. */
  async of(ruleId: string): Promise<RuleTrial> {
    const now = this.clock.now();
    const { version, share, from, until, running } = await this.#newest(ruleId, now);
    const { points, reportingCurrency: currency } = await this.club.current();
    const time = { before: 2 * from - until, from, until };
    const parts = await this.figures.of({ ruleId, share, currency, ...time });
    const enough = areEnough(parts.in, parts.out);
    const difference = (of: (part: TrialPart) => Sample): RuleTrial['difference'] =>
      enough ? shownDifference(of(parts.in), of(parts.out)) : null;
    return {
      version,
      share,
      from: toInstant(from),
      until: toInstant(until),
      running,
      currency,
      parts: { in: partOf(parts.in, points.pointValue), out: partOf(parts.out, points.pointValue) },
      enough,
      difference: difference(({ spent }) => spent),
      differenceBefore: difference(({ spentBefore }) => spentBefore),
    };
  }

  async #newest(
    ruleId: string,
    now: number,
  ): Promise<{ version: number; share: number; from: number; until: number; running: boolean }> {
    for (const { version, share, from, until: end } of await this.publishing.list(ruleId)) {
      if (share === null || from === null || instantOf(from) >= now) continue;
      const running = end === null || instantOf(end) > now;
      const until = running ? now : instantOf(end);
      if (until > instantOf(from)) return { version, share, from: instantOf(from), until, running };
    }
    throw new ClubError('not-found');
  }
}

const partOf = (
  { members, buyers, purchases, revenue, points }: TrialPart,
  pointValue: number,
): RuleTrial['parts']['in'] => {
  const cost = valueOfPoints(points, { points: 1000, amount: pointValue });
  return {
    members,
    buyers,
    purchases,
    revenue,
    points,
    cost,
    revenuePerMember: each(revenue, members),
    costPerMember: each(cost, members),
  };
};

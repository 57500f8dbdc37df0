import { Injectable } from '@nestjs/common';
import type { RuleTrial } from '@regulars/contracts';
import { differenceOfMeans, instantOf, valueOfPoints, type Sample } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { RulePublishing } from '../earning/index.ts';
import { TrialFigures, type TrialPart } from './trial-figures.repository.ts';

/** What members spend is skewed: with fewer buyers the interval would promise too much. */
const fewestBuyers = 30;

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
    const enough = Math.min(parts.in.buyers, parts.out.buyers) >= fewestBuyers;
    const difference = (of: (part: TrialPart) => Sample): RuleTrial['difference'] =>
      enough ? shown(differenceOfMeans(of(parts.in), of(parts.out))) : null;
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
  const each = (sum: number): number => (members === 0 ? 0 : rounded(sum / members));
  return {
    members,
    buyers,
    purchases,
    revenue,
    points,
    cost,
    revenuePerMember: each(revenue),
    costPerMember: each(cost),
  };
};

const shown = (difference: RuleTrial['difference']): RuleTrial['difference'] =>
  difference && {
    mean: rounded(difference.mean),
    low: rounded(difference.low),
    high: rounded(difference.high),
  };

/** To a hundredth of a minor unit. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

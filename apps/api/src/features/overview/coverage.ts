import { Injectable } from '@nestjs/common';
import type { Coverage } from '@regulars/contracts';
import { localDateOf, startOfDate } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { FactCoverage } from '../facts/index.ts';
import { PurchaseFigures } from '../purchases/index.ts';

/** This month and the twelve before it. */
const monthsShown = 13;

/** How much of what is sold has a member, and how much is known of the members. */
@Injectable()
export class CoverageFigures {
  constructor(
    private readonly sales: PurchaseFigures,
    private readonly facts: FactCoverage,
    private readonly settings: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async show(): Promise<Coverage> {
    const { timeZone: zone, reportingCurrency: currency } = await this.settings.current();
    const now = this.clock.now();
    const thisMonth = localDateOf(now, zone).with({ day: 1 });
    const from = thisMonth.subtract({ months: monthsShown - 1 });
    const { members, known } = await this.facts.count();
    const { waitingSince, made } = await this.facts.age();
    return {
      currency,
      from: from.toString(),
      sales: await this.sales.cardShares(startOfDate(from, zone), now + 1, { zone, currency }),
      members,
      known: [...known],
      waitingSince: waitingSince && toInstant(waitingSince),
      made: made && {
        startedAt: toInstant(made.startedAt),
        finishedAt: made.finishedAt && toInstant(made.finishedAt),
        done: made.done,
        total: made.total,
        due: made.due,
      },
    };
  }
}

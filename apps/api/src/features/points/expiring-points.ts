import { Injectable } from '@nestjs/common';
import { dayMs, localDateOf, type Instant } from '@regulars/loyalty';
import { ExpiringRepository, type LastExpiring } from './expiring.repository.ts';
import { Points } from './points.service.ts';

/** What one member loses on one day. */
export interface ExpiringDay {
  readonly memberId: string;
  /** The last day in the club's calendar when the points can be spent, YYYY-MM-DD. */
  readonly date: string;
  /** From today to that day. */
  readonly daysLeft: number;
  readonly points: number;
}

export interface ExpiringPage {
  readonly days: readonly ExpiringDay[];
  readonly last: LastExpiring;
}

const lotsAtOnce = 1000;

/** Points that expire soon, for who tells the members. */
@Injectable()
export class ExpiringPoints {
  constructor(
    private readonly stored: ExpiringRepository,
    private readonly points: Points,
  ) {}

  /** Expiries of the next so many days, in their order and behind `after`; undefined at the end. */
  async next(now: Instant, days: number, after: LastExpiring | null): Promise<ExpiringPage | undefined> {
    const { zone } = await this.points.terms(now);
    const today = localDateOf(now, zone);
    const rows = await this.stored.next(
      { from: now, until: now + (days + 1) * dayMs, zone },
      after,
      lotsAtOnce,
    );
    const last = rows.find((row) => row.last_at !== null);
    if (!last?.last_at) return undefined;
    return {
      days: rows.flatMap(({ member_id: memberId, date, points }) => {
        if (date === null || points === null) return [];
        return [{ memberId, date, points, daysLeft: today.until(date).days }];
      }),
      last: { at: last.last_at, memberId: last.member_id },
    };
  }
}

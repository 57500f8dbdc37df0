import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import { localDateOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { AudiencesRepository, type AudienceMoment } from './audiences.repository.ts';

/** What is for all members, or for those in its audience. */
export interface ForSome {
  readonly id: string;
  readonly audience: Condition | null;
}

/**
 * The members who fulfil a condition: for what the club shows and offers them. What members bought may be a second late,
 * so it decides no award and no limit. Only active members fulfil anything.
 */
@Injectable()
export class Audiences {
  constructor(
    private readonly audiences: AudiencesRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** The ids of those that are for some members only, and not for this one. Without a member: of all that are for some only. */
  async closedTo(memberId: string | null, offered: readonly ForSome[]): Promise<ReadonlySet<string>> {
    const asked = offered.flatMap(({ id, audience }) => (audience ? [{ id, audience }] : []));
    const conditions = asked.map(({ audience }) => audience);
    const isAsked = memberId !== null && conditions.length > 0;
    const held = isAsked ? await this.audiences.holds(memberId, conditions, await this.moment()) : [];
    return new Set(asked.filter((_, index) => held[index] !== true).map(({ id }) => id));
  }

  /** How many members fulfil it; null for all. */
  async count(condition: Condition | null): Promise<number> {
    return this.audiences.count(condition, await this.moment());
  }

  /** The next members who fulfil it, or of all, by their ids. */
  async members(condition: Condition | null, after: string | null, most: number): Promise<string[]> {
    return this.audiences.members(condition, after, most, await this.moment());
  }

  /** What conditions in SQL need to know of this moment. */
  async moment(): Promise<AudienceMoment> {
    const { timeZone: zone, reportingCurrency } = await this.club.current();
    const now = this.clock.now();
    return { now, today: localDateOf(now, zone).toString(), zone, reportingCurrency };
  }
}

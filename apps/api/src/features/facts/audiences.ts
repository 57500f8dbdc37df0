import { Injectable } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import { localDateOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { AudiencesRepository, type AudienceMoment } from './audiences.repository.ts';

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

  /** Which of the conditions the member fulfils, in their order. */
  async holds(memberId: string, conditions: readonly Condition[]): Promise<readonly boolean[]> {
    if (conditions.length === 0) return [];
    return this.audiences.holds(memberId, conditions, await this.#now());
  }

  /** How many members fulfil it; null for all. */
  async count(condition: Condition | null): Promise<number> {
    return this.audiences.count(condition, await this.#now());
  }

  async #now(): Promise<AudienceMoment> {
    const { timeZone: zone, reportingCurrency } = await this.club.current();
    const now = this.clock.now();
    return { now, today: localDateOf(now, zone).toString(), zone, reportingCurrency };
  }
}

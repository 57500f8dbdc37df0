import { Injectable } from '@nestjs/common';
import { localDay } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import type { FoundResponse } from './responses.repository.ts';

/** When answers came, as it is kept. */
@Injectable()
export class AnswerTimes {
  constructor(
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Now; of an anonymous answer only the day of the club, so that no other time leads to it. */
  async of({ mode }: Pick<FoundResponse, 'mode'>): Promise<Date> {
    if (mode !== 'anonymous') return this.clock.date();
    const { timeZone } = await this.club.current();
    return new Date(localDay(this.clock.now(), timeZone).from);
  }
}

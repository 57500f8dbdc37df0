import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings, Reader } from '../club/index.ts';
import { InterestSettingsRepository } from './interest-settings.repository.ts';
import type { Showing } from './shown-interests.ts';

/** What every page of interests needs: rules, names, the reader's language, the moment. */
@Injectable()
export class Showings {
  constructor(
    private readonly settings: InterestSettingsRepository,
    private readonly club: ClubSettings,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<Showing> {
    const { interests } = await this.club.current();
    const rules = await this.settings.find();
    return { rules, interests, wording: await this.reader.wording(), now: this.clock.now() };
  }
}

import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import type { Reading } from './cells.ts';

/** How the files of an import are read, here and now. */
@Injectable()
export class Readings {
  constructor(
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async of({ options }: ImportSettings): Promise<Reading> {
    const zone = options.timeZone ?? (await this.club.current()).timeZone;
    return { options, zone, now: this.clock.date() };
  }
}

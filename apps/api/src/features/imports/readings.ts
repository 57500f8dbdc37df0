import { Injectable } from '@nestjs/common';
import type { ImportSettings } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import type { Reading } from './cells.ts';
import { clubCountry, phoneCountry } from '../../platform/phones.ts';

/** How the files of an import are read, here and now. */
@Injectable()
export class Readings {
  constructor(
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async of({ options }: Pick<ImportSettings, 'options'>): Promise<Reading> {
    const { timeZone, languages, country: clubs } = await this.club.current();
    const country = phoneCountry(options.country) ?? clubCountry({ country: clubs, timeZone });
    return {
      options,
      zone: options.timeZone ?? timeZone,
      clubZone: timeZone,
      country,
      language: languages[0] ?? 'en',
      now: this.clock.date(),
    };
  }
}

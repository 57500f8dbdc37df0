import { Injectable } from '@nestjs/common';
import { legalKinds, type LegalTemplate } from '@regulars/contracts';
import { usualRetention, type RetentionCountry } from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import { LegalSettings } from './legal-settings.ts';
import type { ClubFacts } from './templates/facts.ts';
import { templates } from './templates/index.ts';

/** Texts to begin from, with the club's facts. */
@Injectable()
export class LegalTemplates {
  constructor(
    private readonly settings: LegalSettings,
    private readonly club: ClubSettings,
  ) {}

  /** Of that country, else of the country of the settings. */
  async filled(wanted?: RetentionCountry): Promise<LegalTemplate[]> {
    const { effective, ...chosen } = await this.settings.show();
    const { name, points } = await this.club.current();
    const country = wanted ?? effective.country;
    const facts: ClubFacts = {
      ...chosen,
      country,
      club: name,
      expiry: points.expiry,
      profileDays: usualRetention[country].profileDays,
      noticeDays: effective.noticeDays,
    };
    return legalKinds.map((kind) => {
      const { de, en, cs } = templates[kind];
      return { kind, country, content: { de: de(facts), en: en(facts), cs: cs(facts) } };
    });
  }
}

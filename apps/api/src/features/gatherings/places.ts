import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { ClubSettings, Locations, Reader, wordingIn, type LocationRecord } from '../club/index.ts';
import type { GatheringRow } from './gathering.ts';

export interface GatheringPlace {
  readonly location: LocationRecord | undefined;
  /** Of the location, for the reader of the reply. */
  readonly placeName: string | null;
  readonly timeZone: string;
  /** In one line, in this language; '' for one online. */
  readonly textIn: (language: Language) => string;
}

/** Where gatherings are. Locations and the club come from memory. */
@Injectable()
export class Places {
  constructor(
    private readonly locations: Locations,
    private readonly club: ClubSettings,
    private readonly reader: Reader,
  ) {}

  async of({ locationId, address }: Pick<GatheringRow, 'locationId' | 'address'>): Promise<GatheringPlace> {
    const location = locationId === null ? undefined : await this.locations.byId(locationId);
    const { timeZone, languages } = await this.club.current();
    const wording = await this.reader.wording();
    return {
      location,
      placeName: location ? wording.of(location.name) : null,
      timeZone: location?.timeZone ?? timeZone,
      textIn: (language) => {
        if (!location) return address ?? '';
        const name = wordingIn(language, languages[0] ?? 'en').of(location.name);
        return [name, location.address].filter(Boolean).join(', ');
      },
    };
  }
}

import { Injectable } from '@nestjs/common';
import { ClubSettings, Locations } from '../club/index.ts';

type Question = (memberId: string) => Promise<string | null>;

/**
 * In which time zone members live: that of the location where they shop most, else that of the club. The feature that knows
 * these locations registers once; until then nobody has one.
 */
@Injectable()
export class HomeZones {
  #question: Question = async () => null;

  constructor(
    private readonly club: ClubSettings,
    private readonly locations: Locations,
  ) {}

  /** @param question answers the id of the member's home location */
  areKnownBy(question: Question): void {
    this.#question = question;
  }

  async of(memberId: string): Promise<string> {
    const home = await this.#question(memberId);
    const location = home === null ? undefined : await this.locations.byId(home);
    return location?.timeZone ?? (await this.club.current()).timeZone;
  }
}

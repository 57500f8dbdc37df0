import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import { Locations } from '../club/index.ts';
import { StandardEvents } from '../custom-events/index.ts';
import { gatheringAttended } from './attended.ts';
import { AttendancesRepository } from './attendances.repository.ts';
import { GatheringEvents } from './gathering-events.ts';
import { isMoved, type GatheringContent, type GatheringRow } from './gathering.ts';
import { Seats } from './seats.ts';
import { Tidings } from './tidings.ts';

type Content = Omit<
  GatheringRow,
  'id' | 'version' | 'communityId' | 'reason' | 'revision' | 'reminded' | 'updatedAt'
>;

/** What a change of a gathering leads to. */
@Injectable()
export class GatheringChanges {
  constructor(
    private readonly locations: Locations,
    private readonly events: StandardEvents,
    private readonly attendances: AttendancesRepository,
    private readonly seats: Seats,
    private readonly tidings: Tidings,
    private readonly told: GatheringEvents,
  ) {}

  /** Other systems hear of it. */
  async announce(gathering: GatheringRow): Promise<void> {
    await this.told.changed(gathering);
  }

  /** Throws `unknown-location`. */
  async rowOf({ place, startsAt, endsAt, answersUntil, ...content }: GatheringContent): Promise<Content> {
    // Managers make rules about it, so it is there before the first guest comes.
    await this.events.ensure(gatheringAttended);
    return {
      ...content,
      ...(await this.#place(place)),
      placeKind: place.kind,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      answersUntil: answersUntil === null ? null : new Date(answersUntil),
    };
  }

  /** Calendars take it over, and another start is reminded of again. */
  revised(before: GatheringRow, next: GatheringRow, updatedAt: Date): GatheringRow {
    const isSameStart = before.startsAt.getTime() === next.startsAt.getTime();
    const reminded = isSameStart ? before.reminded : null;
    return { ...next, revision: before.revision + 1, reminded, updatedAt };
  }

  /** Under the lock of the gathering. More places go to those who wait; fewer places take none away. */
  async tell(before: GatheringRow, after: GatheringRow): Promise<void> {
    if (before.state === 'planned') await this.#tellPeople(before, after);
    await this.seats.fill(after);
  }

  async #tellPeople(before: GatheringRow, after: GatheringRow): Promise<void> {
    const isOff = after.state !== 'planned';
    if (!isOff && !isMoved(before, after)) return;
    const people = await this.attendances.expecting(after.id, ['going', 'waiting']);
    await this.tidings.tell(isOff ? 'cancelled' : 'moved', after, people);
  }

  async #place(
    place: GatheringContent['place'],
  ): Promise<Pick<GatheringRow, 'locationId' | 'address' | 'link'>> {
    const nowhere = { locationId: null, address: null, link: null };
    switch (place.kind) {
      case 'location':
        return { ...nowhere, locationId: await this.#locationId(place.location) };
      case 'address':
        return { ...nowhere, address: place.address };
      case 'online':
        return { ...nowhere, link: place.link };
    }
  }

  async #locationId(code: string): Promise<string> {
    const location = await this.locations.byCode(code);
    if (!location?.active) throw ClubError.field('unknown-location', '/place/location', 'unknown location');
    return location.id;
  }
}

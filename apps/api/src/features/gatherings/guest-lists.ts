import { Injectable } from '@nestjs/common';
import { AttendancesRepository, type Expecting } from './attendances.repository.ts';
import type { GatheringRow } from './gathering.ts';
import { Seats } from './seats.ts';

/** The members who come, as of now: no one tells that a tier was lost or that a condition no longer holds. */
@Injectable()
export class GuestLists {
  constructor(
    private readonly attendances: AttendancesRepository,
    private readonly seats: Seats,
  ) {}

  /** Under the lock of the gathering. A member who may no longer come loses the place, and the next one gets it. */
  async current(gathering: GatheringRow): Promise<Expecting[]> {
    for (const { memberId } of await this.attendances.expecting(gathering.id, ['going']))
      if (!(await this.seats.mayCome(memberId, gathering.communityId)))
        await this.attendances.remove(gathering.id, memberId);
    await this.seats.fill(gathering);
    return this.attendances.expecting(gathering.id, ['going']);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { CommunityRights } from '../communities/index.ts';
import { AttendancesRepository, type AttendanceRow, type Expecting } from './attendances.repository.ts';
import { freePlaces, type GatheringRow } from './gathering.ts';
import { GatheringEvents } from './gathering-events.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { Tidings } from './tidings.ts';

/** Free places go to those who wait, in order. Called in a transaction that holds the lock of the gathering. */
@Injectable()
export class Seats {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly attendances: AttendancesRepository,
    private readonly rights: CommunityRights,
    private readonly tidings: Tidings,
    private readonly events: GatheringEvents,
    private readonly clock: Clock,
  ) {}

  /** The longest wait gets a free place. A member whose right ended is in line no longer. */
  async fill(gathering: GatheringRow): Promise<void> {
    if (gathering.state !== 'planned' || gathering.endsAt <= this.clock.date()) return;
    const figures = (await this.attendances.figuresOf([gathering.id]))(gathering.id);
    let free = freePlaces(gathering, figures) ?? Infinity;
    if (free <= 0 || figures.waiting === 0) return;
    const seated: Expecting[] = [];
    for (const next of await this.attendances.waiting(gathering.id)) {
      if (free <= 0) break;
      if (!(await this.mayCome(next.memberId, gathering.communityId))) {
        await this.#remove(gathering, next.memberId);
        continue;
      }
      await this.attendances.setGoing(next.id);
      seated.push(next);
      free -= 1;
    }
    await this.events.answered(
      gathering,
      seated.map(({ memberId }) => memberId),
      'going',
    );
    await this.tidings.tell('place', gathering, seated);
  }

  /** Whether the member is in the community now. Asked each time: a lost tier is told by nobody. */
  async mayCome(memberId: string, communityId: string): Promise<boolean> {
    const met = await this.rights.found(memberId, communityId);
    return met?.community.state === 'open' && met.membership?.state === 'member' && met.rights.read;
  }

  /** Whether the member may come in: in an open community that is anyone who is not banned. */
  async mayEnter(memberId: string, communityId: string): Promise<boolean> {
    return this.rights.reads(memberId, communityId);
  }

  /** The member has no place any more: in the gatherings of a community, or in all. */
  async leave(memberId: string, communityId: string | null): Promise<void> {
    // All of them are locked, so that an answer at the same moment comes after it and finds the member gone.
    for (const gathering of await this.gatherings.lockComing(communityId, this.clock.date())) {
      const left = await this.#remove(gathering, memberId);
      if (left === 'going') await this.fill(gathering);
    }
  }

  /** What the member had said. */
  async #remove(gathering: GatheringRow, memberId: string): Promise<AttendanceRow['state'] | undefined> {
    const left = await this.attendances.remove(gathering.id, memberId);
    if (left === 'going' || left === 'waiting') await this.events.answered(gathering, [memberId], 'declined');
    return left;
  }
}

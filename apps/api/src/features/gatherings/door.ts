import { Injectable } from '@nestjs/common';
import { admission, isDoorOpen } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { AttendancesRepository, type AttendanceRow } from './attendances.repository.ts';
import { CountedVisits } from './counted-visits.ts';
import { freePlaces, timesOf, type GatheringRow } from './gathering.ts';
import { GatheringEvents } from './gathering-events.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { Seats } from './seats.ts';

/** What happened at the door. */
export interface Entered {
  readonly id: string;
  /** False if the member was in before. */
  readonly isNew: boolean;
  /** Whether the member had a place. */
  readonly expected: boolean;
}

/** Lets members in, each once. Each call is in the transaction of its idempotency key. */
@Injectable()
export class Door {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly attendances: AttendancesRepository,
    private readonly visits: CountedVisits,
    private readonly seats: Seats,
    private readonly events: GatheringEvents,
    private readonly clock: Clock,
  ) {}

  /** Throws `check-in-closed`, `gathering-full`, `not-admitted`, and what counting throws. */
  async enter(actor: Actor, gatheringId: string, memberId: string): Promise<Entered> {
    // Wallets are locked before gatherings.
    await this.visits.hold(memberId);
    const gathering = await this.#locked(gatheringId);
    const before = await this.attendances.find(gatheringId, memberId);
    if (before?.state === 'came') return { id: before.id, isNew: false, expected: true };
    await this.#assertAdmitted(gathering, memberId, before);
    const event = await this.visits.count(actor, gathering, memberId);
    const id = await this.attendances.come(gatheringId, memberId, { at: this.clock.date(), event });
    await this.events.attended(gathering, memberId, id);
    return { id, isNew: true, expected: before?.state === 'going' };
  }

  /** Once or more. The points go as for returned goods, and the place goes to who waits. */
  async undo(actor: Actor, { gatheringId, memberId }: AttendanceRow): Promise<void> {
    await this.visits.hold(memberId);
    const gathering = await this.#locked(gatheringId);
    const now = await this.attendances.find(gatheringId, memberId);
    if (now?.state !== 'came') return;
    if (now.customEventId !== null) await this.visits.takeBack(actor, now.customEventId);
    await this.attendances.undo(now.id);
    await this.events.undone(gathering, memberId, now.id);
    await this.seats.fill(gathering);
  }

  async #assertAdmitted(
    gathering: GatheringRow,
    memberId: string,
    before: AttendanceRow | undefined,
  ): Promise<void> {
    if (!isDoorOpen(timesOf(gathering), this.clock.now())) throw new ClubError('check-in-closed');
    if (!(await this.seats.mayEnter(memberId, gathering.communityId))) throw new ClubError('not-admitted');
    const figures = (await this.attendances.figuresOf([gathering.id]))(gathering.id);
    const admitted = admission(before?.state ?? null, freePlaces(gathering, figures));
    if (admitted === 'full') throw new ClubError('gathering-full');
  }

  async #locked(id: string): Promise<GatheringRow> {
    const row = await this.gatherings.lock(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

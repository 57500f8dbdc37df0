import { Injectable } from '@nestjs/common';
import type {
  Attendance,
  BodyOf,
  checkIn,
  CheckedIn,
  listAttendances,
  QueryOf,
  ReplyOf,
  undoCheckIn,
} from '@regulars/contracts';
import { boundTo, mayWorkAt, type Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Idempotency } from '../../platform/http/idempotency.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { AttendancesRepository, type ListedAttendance } from './attendances.repository.ts';
import { Door } from './door.ts';
import { freePlaces, type GatheringRow } from './gathering.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { Guests } from './guests.ts';

/** What staff at the door ask for. Staff who are bound to locations find the gatherings there only. */
@Injectable()
export class DoorDesk {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly attendances: AttendancesRepository,
    private readonly door: Door,
    private readonly guests: Guests,
    private readonly idempotency: Idempotency,
    owners: WalletOwners,
  ) {
    owners.register('attendance', async (id) => (await attendances.byId(id))?.memberId);
  }

  /** Throws `not-found`. */
  async list(actor: Actor, id: string, query: QueryOf<typeof listAttendances>): Promise<Page<Attendance>> {
    await this.#known(actor, id);
    const filter = { state: query.state ?? null, words: query.query || null };
    const [after = null] = readCursor(query.cursor, 'number') ?? [];
    const rows = await this.attendances.list(id, filter, after, query.limit + 1);
    return page(rows, query.limit, show, ({ turn }) => [turn]);
  }

  /** Throws `not-found`, what `Guests.find` throws and what `Door.enter` throws. */
  async checkIn(actor: Actor, id: string, guest: BodyOf<typeof checkIn>): Promise<CheckedIn> {
    const gathering = await this.#known(actor, id);
    if (gathering.locationId !== null) this.idempotency.actsAt(gathering.locationId);
    const memberId = await this.guests.find(guest);
    const { id: attendanceId, isNew, expected } = await this.door.enter(actor, id, memberId);
    return { ...(await this.#one(gathering, attendanceId)), isNew, expected };
  }

  /** Throws `not-found`, `event-not-cancellable`, `self-earning-refused`. */
  async undo(actor: Actor, id: string): Promise<ReplyOf<typeof undoCheckIn>> {
    const attendance = await this.attendances.byId(id);
    if (!attendance) throw new ClubError('not-found');
    const gathering = await this.#known(actor, attendance.gatheringId);
    if (gathering.locationId !== null) this.idempotency.actsAt(gathering.locationId);
    await this.door.undo(actor, attendance);
    return this.#one(gathering, id);
  }

  async #one(gathering: GatheringRow, id: string): Promise<ReplyOf<typeof undoCheckIn>> {
    const row = await this.attendances.byId(id);
    if (!row) throw new Error('it was stored');
    const figures = (await this.attendances.figuresOf([gathering.id]))(gathering.id);
    return { ...show(row), figures, left: freePlaces(gathering, figures) };
  }

  async #known(actor: Actor, id: string): Promise<GatheringRow> {
    const row = await this.gatherings.find(id);
    const isHere = row?.locationId ? mayWorkAt(actor, row.locationId) : boundTo(actor) === null;
    if (!row || row.state === 'draft' || !isHere) throw new ClubError('not-found');
    return row;
  }
}

const show = (row: ListedAttendance): Attendance => ({
  id: row.id,
  gatheringId: row.gatheringId,
  member: { id: row.memberId, displayName: row.memberName ?? '' },
  nickname: row.nickname,
  state: row.state,
  answeredAt: row.answeredAt && toInstant(row.answeredAt),
  cameAt: row.cameAt && toInstant(row.cameAt),
  points: row.points,
});

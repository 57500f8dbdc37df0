import { Injectable } from '@nestjs/common';
import {
  mostExportSchedules,
  type BodyOf,
  type createExportSchedule,
  type ExportSchedule,
  type listExportSchedules,
  type QueryOf,
  type updateExportSchedule,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import {
  ExportSchedulesRepository,
  type LatestRow,
  type ScheduleRow,
} from './export-schedules.repository.ts';
import { ScheduleSurroundings } from './schedule-surroundings.ts';

/** Exports of segments each day or week. */
@Injectable()
export class ExportSchedules {
  constructor(
    private readonly schedules: ExportSchedulesRepository,
    private readonly around: ScheduleSurroundings,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list({ segment, ...query }: QueryOf<typeof listExportSchedules>): Promise<Page<ExportSchedule>> {
    const shown = await this.#shown(await this.schedules.list(segment ?? null));
    return sortedPage(shown, query, { by: { nextAt: ({ nextAt }) => nextAt }, usual: 'nextAt' });
  }

  /** Throws `unknown-segment`, `invalid-request` if the segment has too many, `not-allowed` for keys. */
  async create(actor: Actor, body: BodyOf<typeof createExportSchedule>): Promise<ExportSchedule> {
    if (actor.kind !== 'account') throw new ClubError('not-allowed', 'Only people have exports on schedule');
    const { segment: segmentId, every, format, keepDays } = body;
    if ((await this.around.nameOf(segmentId)) === null)
      throw ClubError.field('unknown-segment', '/segment', 'unknown segment');
    const language = body.language ?? (await this.around.languageOf(actor.id));
    const nextAt = await this.around.nextTurn(every);
    return this.transactions.run(async () => {
      if ((await this.schedules.list(segmentId)).length >= mostExportSchedules)
        throw ClubError.field('invalid-request', '/segment', `at most ${mostExportSchedules} of a segment`);
      const id = newId();
      const kept = { segmentId, every, format, keepDays };
      await this.schedules.insert({
        ...kept,
        id,
        accountId: actor.id,
        askedBy: actor.name,
        language,
        createdAt: this.clock.date(),
        nextAt,
      });
      await this.#note(actor, 'export-schedule.created', id, kept);
      return this.#byId(id);
    });
  }

  /** Throws `not-found`. */
  async change(
    actor: Actor,
    id: string,
    patch: BodyOf<typeof updateExportSchedule>,
  ): Promise<ExportSchedule> {
    return this.transactions.run(async () => {
      const before = await this.#find(id);
      const every = patch.every ?? before.every;
      const after = {
        every,
        format: patch.format ?? before.format,
        keepDays: patch.keepDays ?? before.keepDays,
      };
      const nextAt = every === before.every ? before.nextAt : await this.around.nextTurn(every);
      await this.schedules.change(id, { ...after, nextAt });
      await this.#note(actor, 'export-schedule.changed', id, after);
      return this.#byId(id);
    });
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.#find(id);
      await this.schedules.remove(id);
      await this.#note(actor, 'export-schedule.removed', id);
    });
  }

  async #find(id: string): Promise<ScheduleRow> {
    const row = await this.schedules.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #byId(id: string): Promise<ExportSchedule> {
    const [shown] = await this.#shown([await this.#find(id)]);
    if (!shown) throw new ClubError('not-found');
    return shown;
  }

  async #shown(rows: readonly ScheduleRow[]): Promise<ExportSchedule[]> {
    const latest = await this.schedules.latest(rows.map(({ id }) => id));
    const names = await this.around.names();
    return rows.map(({ segmentId, nextAt, accountId: _, language: _language, ...row }) => ({
      ...row,
      segment: { id: segmentId, name: names.get(segmentId) ?? null },
      nextAt: toInstant(nextAt),
      last: lastOf(latest.get(row.id)),
    }));
  }

  async #note(actor: Actor, action: string, id: string, after?: object): Promise<void> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'export-schedule', id },
      ...(after ? { after } : {}),
    });
  }
}

const lastOf = (row: LatestRow | undefined): ExportSchedule['last'] =>
  row === undefined ? null : { exportId: row.exportId, state: row.state, at: toInstant(row.at) };

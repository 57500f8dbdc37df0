import { Injectable } from '@nestjs/common';
import {
  exportDays,
  exportScopes,
  mostSheetRows,
  type BodyOf,
  type Export,
  type listExports,
  type QueryOf,
  type ReplyOf,
  type startExport,
} from '@regulars/contracts';
import type { ReadStream } from 'node:fs';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ExportFiles } from './export-files.ts';
import { ExportSources } from './export-sources.ts';
import { ExportsRepository, type ExportRow } from './exports.repository.ts';

const dayMs = 86_400_000;
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
export const runExport = 'run-export';

export interface ExportDownload {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly stream: ReadStream;
}

/** Exports large tables to files, in a job. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly repository: ExportsRepository,
    private readonly sources: ExportSources,
    private readonly files: ExportFiles,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not-allowed` for a key without the scopes of the kind and for callers bound to locations,
   * `too-many-rows`.
   */
  async start(actor: Actor, { kind, format }: BodyOf<typeof startExport>): Promise<Export> {
    if (!this.sources.readableBy(actor).includes(kind))
      throw new ClubError(
        'not-allowed',
        `Callers bound to locations cannot export. An API key needs ${exportScopes[kind].join(', ')}`,
      );
    const total = await this.sources.of(kind).count();
    if (format === 'xlsx' && total > mostSheetRows)
      throw ClubError.field(
        'too-many-rows',
        '/format',
        `${total} rows. Choose csv for more than ${mostSheetRows} rows`,
      );
    const now = this.clock.now();
    return this.transactions.run(async () => {
      const id = newId();
      const row = await this.repository.insert({
        id,
        kind,
        format,
        asked_by: actor.name,
        total,
        created_at: new Date(now),
        expires_at: new Date(now + exportDays * dayMs),
      });
      if (!row) throw new ClubError('unexpected');
      await this.#note(actor, 'export.started', row);
      await this.jobs.enqueue(runExport, { exportId: id });
      return show(row);
    });
  }

  async list(
    actor: Actor,
    { limit, cursor }: QueryOf<typeof listExports>,
  ): Promise<ReplyOf<typeof listExports>> {
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.repository.list(this.sources.readableBy(actor), { at, id }, limit + 1);
    return page(rows, limit, show, (row) => [toInstant(row.created_at), row.id]);
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<Export> {
    return show(await this.#find(actor, id));
  }

  /**
   * Throws `not-found`, `export-not-ready` if there is no file yet or it failed, `link-expired` if it was
   * deleted.
   */
  async download(actor: Actor, id: string): Promise<ExportDownload> {
    const row = await this.#find(actor, id);
    const { kind, format, state, expires_at, created_at } = row;
    if (state === 'expired' || expires_at.getTime() <= this.clock.now())
      throw new ClubError('link-expired', 'The file has been deleted. Start a new export');
    if (state !== 'done') throw new ClubError('export-not-ready');
    const file = await this.files.read(row);
    if (!file) throw new ClubError('link-expired', 'The file is not on this machine. Start a new export');
    await this.#note(actor, 'export.downloaded', row);
    return {
      ...file,
      name: `${kind}-${toInstant(created_at).slice(0, 10)}.${format}`,
      type:
        format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    };
  }

  async #find(actor: Actor, id: string): Promise<ExportRow> {
    const row = await this.repository.find(id, this.sources.readableBy(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async #note(actor: Actor, action: string, { id, kind, format, total }: ExportRow): Promise<void> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'export', id },
      after: { kind, format, rows: total },
    });
  }
}

const show = (row: ExportRow): Export => ({
  id: row.id,
  kind: row.kind,
  format: row.format,
  state: row.state,
  progress: { done: row.done, total: row.total },
  bytes: row.bytes,
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
  expiresAt: toInstant(row.expires_at),
});

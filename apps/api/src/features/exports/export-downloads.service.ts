import { Injectable } from '@nestjs/common';
import type { Export, listExports, QueryOf, ReplyOf } from '@regulars/contracts';
import type { ReadStream } from 'node:fs';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { highestId } from '../../platform/http/lists.ts';
import { askerOf } from '../../platform/stored-actor.ts';
import { assertMayExport, assertStillCovers } from './export-rights.ts';
import { ExportFiles } from './export-files.ts';
import { ExportsRepository, type ExportRow } from './exports.repository.ts';
import { noted, show } from './shown-export.ts';

export interface ExportDownload {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly stream: ReadStream;
}

/** Shows exports to the people who asked for them, and hands out their files. */
@Injectable()
export class ExportDownloads {
  constructor(
    private readonly repository: ExportsRepository,
    private readonly sources: ExportSources,
    private readonly files: ExportFiles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list(
    actor: Actor,
    { limit, cursor }: QueryOf<typeof listExports>,
  ): Promise<ReplyOf<typeof listExports>> {
    const [at = '9999-12-31T23:59:59Z', id = highestId] = readCursor(cursor, 'moment', 'id') ?? [];
    const rows = await this.repository.list(askerOf(actor), { at, id }, limit + 1);
    return page(rows, limit, show, (row) => [toInstant(row.created_at), row.id]);
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<Export> {
    return show(await this.#find(actor, id));
  }

  /**
   * Throws `not-found`, `not-allowed` if the caller has lost the right since, `export-not-ready` if there is no
   * file yet or it failed, `link-expired` if it was deleted.
   */
  async download(actor: Actor, id: string): Promise<ExportDownload> {
    const row = await this.#find(actor, id);
    const { kind, format, state, expires_at, created_at } = row;
    assertMayExport(this.sources.of(kind).access, actor);
    assertStillCovers(actor, row.actor);
    if (state === 'expired' || expires_at.getTime() <= this.clock.now())
      throw new ClubError('link-expired', 'The file has been deleted. Start a new export');
    if (state !== 'done') throw new ClubError('export-not-ready');
    const file = await this.files.read(row);
    if (!file) throw new ClubError('link-expired', 'The file is not on this machine. Start a new export');
    await this.audit.record(actor, noted('export.downloaded', row));
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
    const row = await this.repository.findOwn(id, askerOf(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

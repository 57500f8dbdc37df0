import { Injectable } from '@nestjs/common';
import type { listRefusedLines, QueryOf, RefusedLine, ReplyOf } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { sendCsv } from '../../platform/http/sent-csv.ts';
import type { Delimiter } from './csv.ts';
import { reachesImport } from './import-access.ts';
import type { ImportRecord } from './import.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository, type RefusedRow } from './items.repository.ts';
import { RemarksRepository } from './remarks.repository.ts';
import { englishOf } from './refusals.ts';
import { showError } from './show-import.ts';

const atOnce = 1000;

/** The refused lines of an import; as a file, which can be corrected and imported again, also those with remarks. */
@Injectable()
export class RefusedLines {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly remarks: RemarksRepository,
  ) {}

  /** Throws `not-found`. */
  async send(actor: Actor, id: string, reply: FastifyReply): Promise<void> {
    const record = await this.imports.find(id);
    if (!record || !reachesImport(actor, record, 'read')) throw new ClubError('not-found');
    const columns = ['line', 'reason', ...record.header];
    await sendCsv(reply, {
      name: `import-errors-${id}`,
      columns,
      rows: this.#rows(id),
      delimiter: delimiterOf(record),
    });
  }

  /** Throws `not-found`. */
  async list(
    actor: Actor,
    id: string,
    { cursor, limit, group }: QueryOf<typeof listRefusedLines>,
  ): Promise<ReplyOf<typeof listRefusedLines>> {
    const record = await this.imports.find(id);
    if (!record || !reachesImport(actor, record, 'read')) throw new ClubError('not-found');
    const after = readCursor(cursor, 'number')?.[0] ?? 0;
    const rows = await this.items.refusedLines(id, after, limit + 1, group ?? null);
    const show = (row: RefusedRow): RefusedLine => ({
      line: row.line,
      cells: [...row.cells],
      error: showError({ ...row, line: row.refused_line }, record),
    });
    return {
      ...page(rows, limit, show, ({ line }) => [line]),
      header: [...record.header],
      delimiter: delimiterOf(record),
    };
  }

  async *#rows(id: string): AsyncGenerator<string[]> {
    for await (const row of inPages((after) => this.items.refusedLines(id, after, atOnce)))
      yield [String(row.line), reasonOf(row), ...row.cells];
    for await (const row of inPages((after) => this.remarks.lines(id, after, atOnce)))
      yield [String(row.line), row.refusals.map(englishOf).join('; '), ...row.cells];
  }
}

/** As the sender's file had it, so that the same program opens both. */
export const delimiterOf = ({ settings }: ImportRecord): Delimiter => settings.options.delimiter ?? ',';

const inPages = async function* <Row extends { readonly line: number }>(
  pageAfter: (line: number) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let after = 0;
  for (;;) {
    const rows = await pageAfter(after);
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < atOnce || !last) return;
    after = last.line;
  }
};

const reasonOf = ({ line, refused_line: refused, message }: RefusedRow): string =>
  line === refused ? message : `line ${refused}: ${message}`;

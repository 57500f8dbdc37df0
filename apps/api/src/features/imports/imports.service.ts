import { Injectable } from '@nestjs/common';
import {
  importPreviewSettings,
  importSettings,
  type Import,
  type ImportMapping,
  type ImportSettings,
  type listImports,
  type previewImport,
  type QueryOf,
  type ReplyOf,
} from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { firstRecords, readHeader } from './csv.ts';
import { noColumn } from './file-problems.ts';
import { guessMapping } from './guess-mapping.ts';
import { guessReading } from './guess-reading.ts';
import { assertMayImport, assertMayImportKind, importableBy, reachesImport } from './import-access.ts';
import type { ImportRecord } from './import.ts';
import { ImportMoves } from './import-moves.ts';
import { ImportRuns, runImport } from './import-runs.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import { showImport, showRow } from './show-import.ts';
import { readStart, Staging } from './staging.ts';
import { readUpload } from './upload.ts';

const rowsShown = 10;
/** For guesses. */
const rowsRead = 200;
const errorsShown = 20;

/** Import files of members, products and purchases. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly staging: Staging,
    private readonly runs: ImportRuns,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly moves: ImportMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a file and queues its job. Throws `unreadable-file`, `too-large`, `unreadable-text`,
   * `invalid-request`, `unsupported-media-type`, `not-allowed`; then nothing is kept.
   */
  async start(actor: Actor, request: ClubRequest): Promise<Import> {
    const upload = await readUpload(request, importSettings);
    try {
      assertMayImport(actor, upload.settings);
      const { encoding, delimiter, text } = readStart(upload, upload.settings.options);
      const settings = { ...upload.settings, options: { ...upload.settings.options, encoding, delimiter } };
      const header = readHeader(firstRecords(text, delimiter, 1, upload.whole)[0]);
      assertColumns(settings.mapping, header);
      await this.runs.importerOf(settings.kind).assertMapped(settings);
      return await this.#take(
        actor,
        { settings, header, fileName: upload.fileName },
        { ...upload, settings },
      );
    } finally {
      upload.release();
    }
  }

  async #move(
    actor: Actor,
    id: string,
    action: string,
    from: readonly ImportRecord['state'][],
    change: (record: ImportRecord) => Promise<void>,
  ): Promise<Import> {
    await this.moves.move(actor, id, action, from, change);
    return this.afterChange(actor, id);
  }

  async #take(
    actor: Actor,
    { settings, header, fileName }: { settings: ImportSettings; header: string[]; fileName: string },
    upload: Parameters<Staging['stage']>[1],
  ): Promise<Import> {
    const { kind, dryRun } = settings;
    const made = {
      id: newId(),
      kind,
      file_name: fileName,
      settings,
      dry_run: dryRun,
      header,
      actor,
      created_at: this.clock.date(),
    };
    const { reading } = await this.runs.contextOf({ ...made, ...nothingDone });
    // A large file takes minutes, and COPY needs a connection that is not pipelined.
    await this.transactions.aside(async () => {
      await this.imports.insert(made);
      const { lines, total } = await this.staging.stage(made, upload, reading);
      await this.imports.staged(made.id, lines, total);
      await this.moves.record(actor, 'import.started', made.id, { kind, fileName, lines, dryRun });
      await this.jobs.enqueue(runImport, { importId: made.id });
    });
    return this.afterChange(actor, made.id);
  }

  /** Throws `unreadable-file`, `invalid-request`, `not-allowed`. Stores nothing. */
  async preview(actor: Actor, request: ClubRequest): Promise<ReplyOf<typeof previewImport>> {
    const upload = await readUpload(request, importPreviewSettings);
    upload.release();
    assertMayImportKind(actor, upload.settings.kind);
    const { settings } = upload;
    const whole = upload.whole && !settings.partial;
    const { encoding, delimiter, text } = readStart({ start: upload.start, whole }, settings);
    const [first, ...rows] = firstRecords(text, delimiter, rowsRead + 1, whole);
    const columns = readHeader(first);
    return {
      encoding,
      delimiter,
      columns,
      rows: rows.slice(0, rowsShown),
      mapping: guessMapping(settings.kind, columns),
      options: guessReading(rows),
    };
  }

  async list(actor: Actor, query: QueryOf<typeof listImports>): Promise<ReplyOf<typeof listImports>> {
    const seen = { kinds: importableBy(actor, 'read'), within: boundTo(actor) };
    const rows = await this.imports.list(seen, readCursor(query.cursor, 'moment', 'id'), query.limit + 1);
    return page(rows, query.limit, showRow, ({ created_at: at, id }) => [at.toISOString(), id]);
  }

  /** Throws `not-found`. */
  async byId(actor: Actor, id: string): Promise<Import> {
    const record = await this.imports.find(id);
    if (!record || !reachesImport(actor, record, 'read')) throw new ClubError('not-found');
    return showImport(record, await this.items.errors(id, errorsShown));
  }

  /** Errors quote the file, so only actors who may read the kind see them. */
  async afterChange(actor: Actor, id: string): Promise<Import> {
    const record = await this.imports.find(id);
    if (!record) throw new ClubError('not-found');
    const readable = reachesImport(actor, record, 'read');
    return showImport(record, readable ? await this.items.errors(id, errorsShown) : []);
  }

  /** Imports what a dry run has checked. Throws `not-found`, `import-not-ready`, `not-allowed`. */
  async begin(actor: Actor, id: string): Promise<Import> {
    return this.#move(actor, id, 'import.started', ['checked'], async ({ settings }) => {
      assertMayImport(actor, settings);
      await this.imports.begin(id);
      await this.jobs.enqueue(runImport, { importId: id });
    });
  }

  async cancel(actor: Actor, id: string): Promise<Import> {
    return this.#move(actor, id, 'import.cancelled', ['waiting', 'running'], () => this.imports.cancel(id));
  }

  async undo(actor: Actor, id: string): Promise<Import> {
    return this.#move(
      actor,
      id,
      'import.undone',
      ['done', 'cancelled', 'failed'],
      async ({ dry_run: dryRun }) => {
        if (dryRun)
          throw new ClubError('import-not-ready', 'A dry run changes nothing, so there is nothing to undo');
        await this.imports.undo(id);
        await this.jobs.enqueue(runImport, { importId: id });
      },
    );
  }
}

const nothingDone = {
  state: 'waiting',
  lines: 0,
  total: 0,
  done: 0,
  created: 0,
  matched: 0,
  duplicate: 0,
  refused: 0,
  conflicts: 0,
  kept: 0,
  cancelled: false,
  problem: null,
  started_at: null,
  finished_at: null,
} as const;

const assertColumns = ({ columns, attributes }: ImportMapping, header: readonly string[]): void => {
  const wanted = [
    ...Object.entries(columns).flatMap(([field, names]) =>
      [names].flat().map((name) => ({ name, pointer: `/settings/mapping/columns/${field}` })),
    ),
    ...attributes.map(({ column }, index) => ({
      name: column,
      pointer: `/settings/mapping/attributes/${index}/column`,
    })),
  ];
  const errors = wanted.flatMap(({ name, pointer }) =>
    header.includes(name) ? [] : [noColumn(pointer, name)],
  );
  if (errors.length > 0)
    throw new ClubError('invalid-request', {
      detail: `The file has the columns ${header.join(', ').slice(0, 500)}`,
      errors: errors.slice(0, 50),
    });
};

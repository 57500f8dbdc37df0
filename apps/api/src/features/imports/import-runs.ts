import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ImportKind } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { databaseProblem } from '../../platform/http/database-problem.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { Cells } from './cells.ts';
import type { ImportContext, Importer, ImportRecord } from './import.ts';
import { ImportLocks } from './import-locks.repository.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsRepository } from './items.repository.ts';
import { MembersImporter } from './members-importer.ts';
import { ProductsImporter } from './products-importer.ts';
import { PurchasesImporter } from './purchases-importer.ts';

export const runImport = 'run-import';

/**
 * Runs imports in batches. Work and progress are stored together, so an interrupted run continues where it
 * stopped, in this process or another.
 */
@Injectable()
export class ImportRuns implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Imports');
  readonly #importers: ReadonlyMap<ImportKind, Importer>;
  readonly #running = new Map<string, Promise<void>>();
  #stopping = false;

  constructor(
    private readonly locks: ImportLocks,
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    members: MembersImporter,
    products: ProductsImporter,
    purchases: PurchasesImporter,
    jobs: Jobs,
  ) {
    this.#importers = new Map(
      [members, products, purchases].map((importer: Importer) => [importer.kind, importer]),
    );
    jobs.register({ name: runImport, run: (data) => this.run((data as { importId: string }).importId) });
    jobs.register({ name: 'resume-imports', cron: '* * * * *', run: () => this.#resume() });
  }

  onApplicationBootstrap(): void {
    void this.transactions
      .patiently(() => this.#resume())
      .catch((error: unknown) => this.#logger.warn({ event: 'imports.waiting', error }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#running.values());
  }

  importerOf(kind: ImportKind): Importer {
    const importer = this.#importers.get(kind);
    if (!importer) throw new Error(`Nothing imports ${kind}`);
    return importer;
  }

  async contextOf(record: ImportRecord): Promise<ImportContext> {
    const { settings, header, id, actor } = record;
    const zone = settings.options.timeZone ?? (await this.club.current()).timeZone;
    return {
      record,
      actor,
      cells: new Cells(header, settings.mapping),
      reading: { options: settings.options, zone, now: this.clock.date() },
      settle: async (outcomes) => {
        await this.items.settle(id, outcomes);
        await this.imports.count(id, outcomes);
      },
    };
  }

  /** Continues an import until its end, unless another process is working on it. */
  async run(id: string): Promise<void> {
    const running = this.#running.get(id) ?? this.locks.alone(id, () => this.#go(id));
    this.#running.set(id, running);
    try {
      await running;
    } finally {
      this.#running.delete(id);
    }
  }

  async #resume(): Promise<void> {
    for (const id of await this.imports.unfinished()) {
      if (this.#stopping) return;
      await this.run(id);
    }
  }

  async #go(id: string): Promise<void> {
    const record = await this.imports.find(id);
    if (!record || !['waiting', 'running', 'undoing'].includes(record.state)) return;
    try {
      await (record.state === 'undoing' ? this.#undo(record) : this.#import(record));
    } catch (error) {
      // If the database is away, a wallet is locked, or the process ends, the import continues later.
      if (this.#stopping || (databaseProblem(error)?.code ?? '') === 'database-away') throw error;
      this.#logger.error({ event: 'import.failed', import: id, error });
      const why =
        error instanceof ClubError
          ? (error.details.detail ?? error.code)
          : 'Something went wrong on our side';
      await this.#end(id, 'failed', why);
    }
  }

  async #end(id: string, state: 'undone' | 'failed', why?: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.items.tidy(id);
      await this.imports.enter(id, state, this.clock.date(), why);
    });
  }

  async #import(record: ImportRecord): Promise<void> {
    const { id, kind, dry_run: dryRun } = record;
    const importer = this.importerOf(kind);
    const context = await this.contextOf(record);
    await this.transactions.run(async () => {
      // After a dry run everything starts again; here, because it takes long for a large file.
      if (record.started_at === null) await this.items.again(id);
      await this.imports.enter(id, 'running', this.clock.date());
    });
    for (;;) {
      if (this.#stopping) return;
      if (await this.imports.isCancelled(id)) break;
      const items = await this.items.waiting(id, importer.atOnce);
      if (items.length === 0) break;
      if (dryRun) {
        const outcomes = await importer.check(items, context);
        await this.transactions.run(() => context.settle(outcomes));
      } else await importer.import(items, context);
    }
    await this.transactions.run(async () => {
      const cancelled = await this.imports.isCancelled(id);
      if (!dryRun || cancelled) await this.items.tidy(id);
      await this.imports.enter(id, cancelled ? 'cancelled' : dryRun ? 'checked' : 'done', this.clock.date());
    });
  }

  async #undo(record: ImportRecord): Promise<void> {
    const { id, kind } = record;
    const importer = this.importerOf(kind);
    const context = await this.contextOf(record);
    for (;;) {
      if (this.#stopping) return;
      const made = await this.items.made(id, importer.undoneAtOnce);
      if (made.length === 0) break;
      await this.transactions.run(async () => {
        const kept = await importer.undo(made, context);
        const left = made.map(({ item }) => ({
          item,
          state: kept.has(item) ? ('kept' as const) : ('undone' as const),
        }));
        await this.items.leave(id, left);
        await this.imports.count(id, left);
      });
    }
    await this.#end(id, 'undone');
  }
}

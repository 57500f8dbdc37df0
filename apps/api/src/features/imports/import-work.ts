import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ImportContexts } from './import-contexts.ts';
import type { ImportRecord, Item, Outcome } from './import.ts';
import { Importers } from './importers.ts';
import { ImportsRepository } from './imports.repository.ts';
import { ItemsAhead } from './items-ahead.ts';
import { ItemsGone, ItemsRepository } from './items.repository.ts';
import { refusedBy } from './outcomes.ts';
import { RefusedLine } from './refusals.ts';

/** Work in batches, which stops early when the process stops. Work and progress are stored together. */
@Injectable()
export class ImportWork {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly items: ItemsRepository,
    private readonly importers: Importers,
    private readonly contexts: ImportContexts,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Imports the waiting items, or predicts what they would do. */
  async import(record: ImportRecord, stopping: AbortSignal): Promise<void> {
    const { id, kind, dry_run: dryRun } = record;
    const importer = this.importers.of(kind);
    const ahead = new ItemsAhead(this.items, id, importer.atOnce, (items) =>
      importer.readAhead?.(items, context),
    );
    const context = { ...(await this.contexts.of(record)), readNext: () => ahead.readNext() };
    await this.transactions.run(async () => {
      // After a dry run everything starts again; here, because it takes long for a large file.
      if (record.started_at === null) await this.contexts.restart(id);
      await this.imports.enter(id, 'running', this.clock.date());
    });
    for (;;) {
      if (stopping.aborted) return;
      if (await this.imports.isCancelled(id)) break;
      const items = await ahead.next();
      if (items.length === 0) break;
      try {
        const { others, sums } = apart(items, record);
        if (sums.length > 0) await this.transactions.run(() => context.settle(sums));
        if (others.length === 0) continue;
        if (dryRun) {
          const outcomes = await importer.check(others, context);
          await this.transactions.run(() => context.settle(outcomes));
        } else await importer.import(others, context);
      } catch (error) {
        // Some items were erased after they were read. The rest is read again.
        if (!(error instanceof ItemsGone)) throw error;
        ahead.again();
      }
    }
    await this.transactions.run(async () => {
      const cancelled = await this.imports.isCancelled(id);
      if (!dryRun || cancelled) await this.items.tidy(id);
      await this.imports.enter(id, cancelled ? 'cancelled' : dryRun ? 'checked' : 'done', this.clock.date());
    });
  }

  /** Takes back what it can, the last first. */
  async undo(record: ImportRecord, stopping: AbortSignal): Promise<void> {
    const { id, kind } = record;
    const importer = this.importers.of(kind);
    const context = await this.contexts.of(record);
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      if (stopping.aborted) return;
      const made = await this.items.made(id, before, importer.undoneAtOnce);
      if (made.length === 0) break;
      before = made.at(-1)?.item ?? 0;
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

  async fail(id: string, why: string): Promise<void> {
    await this.#end(id, 'failed', why);
  }

  async #end(id: string, state: 'undone' | 'failed', why?: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.items.tidy(id);
      await this.imports.enter(id, state, this.clock.date(), why);
    });
  }
}

/** A line that looks like a sum is refused, as long as nobody says what it is. */
const apart = (
  items: readonly Item[],
  { sum_line: sumLine }: Pick<ImportRecord, 'sum_line'>,
): { others: readonly Item[]; sums: readonly Outcome[] } => {
  const sum = sumLine === null ? undefined : items.find(({ line }) => line === sumLine);
  if (!sum) return { others: items, sums: [] };
  const refused = refusedBy(sum, new RefusedLine(sum.line, { code: 'invalid-request', reason: 'sum-line' }));
  return { others: items.filter((item) => item !== sum), sums: [refused] };
};

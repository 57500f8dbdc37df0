import { Injectable, Logger } from '@nestjs/common';
import { mostSheetRows } from '@regulars/contracts';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ExportCell } from '../../platform/export-source.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ExportFiles } from './export-files.ts';
import { ExportSources } from './export-sources.ts';
import { ExportsRepository, type ExportRow } from './exports.repository.ts';
import { runExport } from './exports.service.ts';

const jobData = z.object({ exportId: z.uuid() });

/** Writes the file of an export. Safe to run twice. */
@Injectable()
export class RunExportJob implements Job {
  readonly name = runExport;
  readonly #logger = new Logger('Exports');

  constructor(
    jobs: Jobs,
    private readonly repository: ExportsRepository,
    private readonly sources: ExportSources,
    private readonly files: ExportFiles,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { exportId } = jobData.parse(data);
    try {
      while (!(await this.#write(exportId)));
    } catch (error) {
      this.#logger.warn({ event: 'export.failed', export: exportId, error });
      await this.repository.fail(exportId, this.clock.date());
    }
  }

  /** False if it must be written again: a member was erased during the export, and the file was deleted. */
  async #write(id: string): Promise<boolean> {
    await this.repository.freshen(id);
    return this.transactions.aside(async () => {
      await this.repository.lookFromOneMoment();
      const found = await this.repository.find(id, ['members', 'purchases', 'journal']);
      if (!found) return true;
      const source = this.sources.of(found.kind);
      const total = await source.count();
      if (found.format === 'xlsx' && total > mostSheetRows)
        throw new Error('there are too many rows for a workbook');
      const begun = await this.transactions.meanwhile(() => this.repository.begin(id, total));
      if (!begun) return true;
      const progress = { rows: 0 };
      const bytes = await this.files.write(
        begun,
        source.columns,
        this.#counted(begun, source.rows(), progress),
      );
      const done = await this.transactions.meanwhile(() =>
        this.repository.finish(id, progress.rows, bytes, this.clock.date()),
      );
      if (!done) await this.files.remove(begun);
      return done;
    });
  }

  async *#counted(
    { id }: ExportRow,
    rows: AsyncGenerator<readonly ExportCell[][]>,
    progress: { rows: number },
  ): AsyncGenerator<readonly ExportCell[][]> {
    for await (const some of rows) {
      yield some;
      progress.rows += some.length;
      await this.transactions.meanwhile(() => this.repository.advance(id, progress.rows));
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { headingOf } from '@regulars/contracts';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ExportCell, ExportRequest, ExportSource } from '../../platform/exports/export-source.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ExportFiles } from './export-files.ts';
import { ExportReading } from './export-reading.ts';
import { ExportsRepository, type ExportRow } from './exports.repository.ts';
import { runExport } from './exports.service.ts';
import type { Writing } from './written-cells.ts';

const jobData = z.object({ exportId: z.uuid() });

/** Writes the file of an export. Safe to run twice. */
@Injectable()
export class RunExportJob implements Job {
  readonly name = runExport;
  readonly #logger = new Logger('Exports');

  constructor(
    jobs: Jobs,
    private readonly repository: ExportsRepository,
    private readonly reading: ExportReading,
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
    return this.transactions.onOwnConnection(async () => {
      await this.transactions.lookFromOneMoment();
      const found = await this.repository.find(id);
      return found ? this.reading.of(found, (...read) => this.#writeFrom(found, ...read)) : true;
    });
  }

  async #writeFrom(
    found: ExportRow,
    source: ExportSource,
    request: ExportRequest,
    writing: Writing,
  ): Promise<boolean> {
    const total = (await source.count?.(request)) ?? null;
    const begun = await this.transactions.onPool(() => this.repository.begin(found.id, total));
    if (!begun) return true;
    const progress = { rows: 0 };
    const { kind, language } = begun;
    const bytes = await this.files.write(begun, {
      name: kind,
      columns: source.columns,
      headings: source.columns.map((column) => headingOf(column, language)),
      rows: this.#counted(begun.id, source.rows(request), progress),
      writing,
    });
    const done = await this.transactions.onPool(() =>
      this.repository.finish(begun.id, progress.rows, bytes, this.clock.date()),
    );
    if (!done) await this.files.remove(begun);
    return done;
  }

  async *#counted(
    id: string,
    rows: AsyncGenerator<readonly ExportCell[][]>,
    progress: { rows: number },
  ): AsyncGenerator<readonly ExportCell[][]> {
    for await (const some of rows) {
      yield some;
      progress.rows += some.length;
      await this.transactions.onPool(() => this.repository.advance(id, progress.rows));
    }
  }
}

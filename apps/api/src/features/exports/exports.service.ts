import { Injectable } from '@nestjs/common';
import { exportDays, type BodyOf, type Export, type startExport } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ExportSources } from '../../platform/exports/export-sources.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { askerOf, storedActor } from '../../platform/stored-actor.ts';
import { assertMayExport } from './export-rights.ts';
import { ExportsRepository } from './exports.repository.ts';
import { queryOf } from './filters.ts';
import { noted, show } from './shown-export.ts';

export const runExport = 'run-export';

/** Someone waits for the start. The job counts what is longer. */
const mostCounted = 1000;

/** Starts the export of a list. A job writes the file. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly repository: ExportsRepository,
    private readonly sources: ExportSources,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `not-allowed` for callers who may not read the list, `invalid-request` for filters that it does not have.
   */
  async start(
    actor: Actor,
    { kind, format, filters, language, locale }: BodyOf<typeof startExport>,
    schedule: { readonly id: string; readonly keepDays: number } | null = null,
  ): Promise<Export> {
    const source = this.sources.of(kind);
    assertMayExport(source.access, actor);
    const query = queryOf(source, filters);
    const total = (await source.count?.({ actor, query }, mostCounted)) ?? null;
    const now = this.clock.now();
    return this.transactions.run(async () => {
      const id = newId();
      const row = await this.repository.insert({
        id,
        kind,
        format,
        asker: askerOf(actor),
        asked_by: actor.name,
        actor: storedActor(actor),
        filters,
        language: language ?? locale ?? null,
        locale: locale ?? null,
        total,
        created_at: new Date(now),
        expires_at: new Date(now + (schedule?.keepDays ?? exportDays) * dayMs),
        schedule_id: schedule?.id ?? null,
      });
      if (!row) throw new ClubError('unexpected');
      await this.audit.record(actor, noted('export.started', row));
      await this.jobs.enqueue(runExport, { exportId: id });
      return show(row);
    });
  }
}

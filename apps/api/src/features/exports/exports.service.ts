import { Injectable } from '@nestjs/common';
import {
  exportDays,
  exportScopes,
  mostSheetRows,
  type BodyOf,
  type Export,
  type startExport,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ExportSources } from './export-sources.ts';
import { ExportsRepository } from './exports.repository.ts';
import { noted, show } from './shown-export.ts';

const dayMs = 86_400_000;
export const runExport = 'run-export';

/** Starts the export of a large table. A job writes the file. */
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
      await this.audit.record(actor, noted('export.started', row));
      await this.jobs.enqueue(runExport, { exportId: id });
      return show(row);
    });
  }
}

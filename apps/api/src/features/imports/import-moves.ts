import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { reachesImport } from './import-access.ts';
import type { ImportRecord } from './import.ts';
import { runImport } from './import-runs.ts';
import { ImportsRepository } from './imports.repository.ts';

/** User actions on an import. Each happens once and is recorded. */
@Injectable()
export class ImportMoves {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
  ) {}

  /** Throws `not-found`, and `import-not-ready` in other states; then nothing has changed. */
  async move(
    actor: Actor,
    id: string,
    action: string,
    from: readonly ImportRecord['state'][],
    change: (record: ImportRecord) => Promise<void>,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const record = await this.imports.lock(id);
      if (!record || !reachesImport(actor, record, 'write')) throw new ClubError('not-found');
      if (!from.includes(record.state))
        throw new ClubError('import-not-ready', `The import is ${record.state}`);
      await change(record);
      await this.record(actor, action, id, { kind: record.kind, fileName: record.file_name });
    });
  }

  async record(actor: Actor, action: string, id: string, after: object): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'import', id }, after });
  }

  /** Its job runs after this transaction. */
  async queue(id: string): Promise<void> {
    await this.jobs.enqueue(runImport, { importId: id });
  }
}

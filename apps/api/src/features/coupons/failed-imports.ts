import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { importCodes } from './batch-books.ts';
import { keptSince } from './batch-file-state.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';

/** Imports of codes that have failed: they are started again where they stopped, or removed. */
@Injectable()
export class FailedImports {
  constructor(
    private readonly imports: CodeImportsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Throws `import-not-failed`. */
  async restart(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.imports.restart(id, keptSince(this.clock.date()))))
        throw new ClubError('import-not-failed');
      await this.audit.record(actor, {
        action: 'coupon-batch.restarted',
        subject: { type: 'coupon-batch', id },
      });
      await this.jobs.enqueue(importCodes, { batchId: id });
    });
  }

  /** Throws `import-in-use`. Its file is deleted by the next clean-up. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.imports.remove(id, this.clock.date()))) throw new ClubError('import-in-use');
      await this.audit.record(actor, {
        action: 'coupon-batch.removed',
        subject: { type: 'coupon-batch', id },
      });
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { raiseTiersJob } from './tier-reviews.job.ts';
import type { StoredTier } from './tiers.repository.ts';
import { Tiers } from './tiers.ts';

/** Tells everyone that the ladder changed. Members who reach a higher tier by it are lifted by a job. */
@Injectable()
export class LadderNews {
  constructor(
    private readonly tiers: Tiers,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly jobs: Jobs,
  ) {}

  /** Call it in the transaction of the change. */
  async tell(actor: Actor, action: string, before: StoredTier | undefined, after: StoredTier): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'tier', id: after.id }, before, after });
    await this.outbox.append([{ name: 'ladder.changed', memberId: null, data: { tier: after.code } }]);
    await this.jobs.enqueueOnce(raiseTiersJob, {});
    this.tiers.forget();
    this.transactions.afterCommit(() => this.tiers.forget());
  }
}

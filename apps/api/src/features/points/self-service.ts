import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { refuseSelfService } from './refusals.ts';

/** Staff cannot post to their own membership, and the attempt is recorded. */
@Injectable()
export class SelfService {
  constructor(
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  /** Throws `self-earning-refused`. */
  async refuse(actor: Actor, memberId: string): Promise<void> {
    try {
      refuseSelfService(actor, memberId);
    } catch (error) {
      // The refusal rolls back the request's transaction; the entry must outlive it.
      await this.transactions.afterRollback(() =>
        this.audit.record(actor, {
          action: 'self-earning.refused',
          subject: { type: 'member', id: memberId },
        }),
      );
      throw error;
    }
  }
}

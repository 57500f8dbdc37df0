import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Outbox } from '../../platform/events/outbox.ts';

const erased = 'member.erased';

/** Records the erasure of a member by id only: in the audit log, and as an event for systems with copies of members. */
@Injectable()
export class ErasureTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** In the transaction of the erasure, after it. */
  async erased(memberId: string): Promise<void> {
    await this.outbox.append([{ name: erased, memberId, data: {} }]);
    await this.audit.record(system, { action: erased, subject: { type: 'member', id: memberId } });
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Outbox } from '../../platform/events/outbox.ts';

/** Says what became of a membership, to the events and to the audit log. */
@Injectable()
export class ClosingTrail {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
  ) {}

  async tell(
    memberId: string,
    name: 'member.closing-asked' | 'member.closing-withdrawn' | 'member.closed' | 'member.reopened',
  ): Promise<void> {
    await this.outbox.append([{ name, memberId, data: {} }]);
  }

  async record(
    actor: Actor,
    memberId: string,
    action: 'member.closed' | 'member.reopened',
    after: object,
  ): Promise<void> {
    await this.tell(memberId, action);
    await this.audit.record(actor, { action, subject: { type: 'member', id: memberId }, after });
  }
}

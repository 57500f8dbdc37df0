import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { SelfService, type MergedPair } from '../points/index.ts';

/** Tells of merges: the events of both members and the audit log know who merged. */
@Injectable()
export class MergeStamps {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly selfService: SelfService,
    private readonly clock: Clock,
  ) {}

  /** Nobody merges their own membership. Throws `self-earning-refused`. */
  async refuseOwn(actor: Actor, { survivorId, duplicateId }: MergedPair): Promise<void> {
    for (const memberId of [survivorId, duplicateId]) await this.selfService.refuse(actor, memberId);
  }

  of(actor: Actor): { readonly at: Date; readonly by: string } {
    return { at: this.clock.date(), by: actor.name };
  }

  async tell(
    actor: Actor,
    name: 'member.merged' | 'member.unmerged',
    { survivorId, duplicateId }: MergedPair,
    mergeId: string,
  ): Promise<void> {
    const data = { survivor: survivorId, duplicate: duplicateId };
    await this.outbox.append([survivorId, duplicateId].map((memberId) => ({ name, memberId, data })));
    await this.audit.record(actor, {
      action: name,
      subject: { type: 'member', id: survivorId },
      after: { duplicate: duplicateId, merge: mergeId },
    });
  }
}

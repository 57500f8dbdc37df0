import { Injectable } from '@nestjs/common';
import type { PartnerCodeFile } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import type { RewardRecord } from './reward.ts';

/** What the club did with its catalogue: for the audit log and for pages that show rewards. */
@Injectable()
export class RewardNews {
  constructor(
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  async saved(actor: Actor, after: RewardRecord, before?: RewardRecord): Promise<void> {
    const action = before ? 'reward.changed' : 'reward.created';
    await this.audit.record(actor, { action, subject: { type: 'reward', id: after.id }, before, after });
    await this.#tell(after.id);
  }

  async codesAdded(actor: Actor, file: Omit<PartnerCodeFile, 'addedAt'>): Promise<void> {
    const { rewardId, taken, refused } = file;
    await this.audit.record(actor, {
      action: 'reward.codes-added',
      subject: { type: 'reward', id: rewardId },
      after: { codes: taken, refused },
    });
    await this.#tell(rewardId);
  }

  async #tell(rewardId: string): Promise<void> {
    await this.outbox.append([{ name: 'reward.changed', memberId: null, data: { rewardId } }]);
  }
}

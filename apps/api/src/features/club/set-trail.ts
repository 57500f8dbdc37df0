import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubChanges } from './club-changes.ts';
import type { ProductSetRecord } from './records.ts';

/** Tells the audit log and every process of changes, in their transaction. */
@Injectable()
export class SetTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {}

  async note(
    actor: Actor,
    action: string,
    before: ProductSetRecord | undefined,
    after: ProductSetRecord | undefined,
  ): Promise<void> {
    const id = (after ?? before)?.id ?? '';
    const subject = { type: 'product-set', id };
    await this.audit.record(actor, {
      action,
      subject,
      ...(before ? { before: decidedOf(before) } : {}),
      ...(after ? { after: decidedOf(after) } : {}),
    });
    await this.changes.announce('product-set', id);
  }
}

const decidedOf = ({ name, skus, version }: ProductSetRecord): object => ({ name, skus, version });

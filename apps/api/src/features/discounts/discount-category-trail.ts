import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubChanges } from '../club/index.ts';
import type { CategoryRow } from './discount-categories.repository.ts';

/** Tells the audit log and every process of changes of categories, in their transaction. */
@Injectable()
export class DiscountCategoryTrail {
  constructor(
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {}

  async note(
    actor: Actor,
    action: string,
    before: CategoryRow | undefined,
    after: CategoryRow | undefined,
  ): Promise<void> {
    const id = (after ?? before)?.id ?? '';
    await this.audit.record(actor, {
      action,
      subject: { type: 'discount-category', id },
      ...(before ? { before: contentOf(before) } : {}),
      ...(after ? { after: contentOf(after) } : {}),
    });
    await this.changes.announce('discount-category', id);
  }
}

const contentOf = ({ name, priority, within }: CategoryRow): object => ({ name, priority, within });

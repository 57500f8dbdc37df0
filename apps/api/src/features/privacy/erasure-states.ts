import { Injectable } from '@nestjs/common';
import type { Erasure, readRetainedRecords, ReplyOf } from '@regulars/contracts';
import { erasesAt } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ErasableMembers } from '../members/index.ts';
import { PrivacyChoices } from './privacy-choices.ts';
import type { RetainedRow } from './retained-records.repository.ts';
import { RetainedRecords } from './retained-records.ts';

/** How far a member is on the way out, for who cares for members. */
@Injectable()
export class ErasureStates {
  constructor(
    private readonly members: ErasableMembers,
    private readonly retained: RetainedRecords,
    private readonly choices: PrivacyChoices,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws `not-found`. */
  async of(memberId: string): Promise<Erasure> {
    const { closedAt, erasedAt } = await this.members.ended(memberId);
    const due = closedAt && !erasedAt ? erasesAt(closedAt.getTime(), await this.choices.effective()) : null;
    return {
      state: erasedAt ? 'erased' : closedAt ? 'waits' : 'open',
      closedAt: closedAt && toInstant(closedAt),
      erasesAt: due === null ? null : toInstant(new Date(due)),
      erasedAt: erasedAt && toInstant(erasedAt),
      retained: (await this.retained.of(memberId)).map(show),
    };
  }

  /** Throws `not-found`. */
  async read(actor: Actor, memberId: string): Promise<ReplyOf<typeof readRetainedRecords>> {
    await this.members.ended(memberId);
    const rows = await this.retained.of(memberId);
    if (rows.length > 0)
      await this.audit.record(actor, {
        action: 'member.retained-records-read',
        subject: { type: 'member', id: memberId },
        after: { kinds: rows.map(({ kind }) => kind) },
      });
    return {
      data: rows.map((row) => ({ ...show(row), content: this.retained.open(row) })),
      cursor: { next: null },
    };
  }
}

const show = ({ id, kind, kept_until }: RetainedRow): Erasure['retained'][number] => ({
  id,
  kind,
  keptUntil: toInstant(kept_until),
});

import { Injectable } from '@nestjs/common';
import type { Duplicate, listDuplicates, QueryOf, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { MemberList } from '../members/index.ts';
import { DuplicatesRepository, type DuplicateRow } from './duplicates.repository.ts';

/** Pairs of members who may be one person. Staff decide. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly pairs: DuplicatesRepository,
    private readonly members: MemberList,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list({ cursor, limit }: QueryOf<typeof listDuplicates>): Promise<ReplyOf<typeof listDuplicates>> {
    const values = readCursor(cursor, 'number', 'id');
    const rows = await this.pairs.list(values && { score: values[0], id: values[1] }, limit + 1);
    const ids = rows.flatMap(({ memberId, otherId }) => [memberId, otherId]);
    const members = await this.members.byIds([...new Set(ids)]);
    const shown = ({ id, score, reasons, memberId, otherId }: DuplicateRow): Duplicate => ({
      id,
      score,
      reasons: [...reasons],
      member: members.get(memberId) ?? missing(),
      other: members.get(otherId) ?? missing(),
    });
    return page(rows, limit, shown, ({ score, id }) => [score, id]);
  }

  /** A dismissed pair stays dismissed. Throws `not-found`. */
  async dismiss(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const dismissed = await this.pairs.dismiss(id, this.clock.date(), actor.name);
      if (!dismissed && !(await this.pairs.exists(id))) throw new ClubError('not-found');
      if (dismissed)
        await this.audit.record(actor, {
          action: 'duplicate.dismissed',
          subject: { type: 'member', id: dismissed.memberId },
          after: { otherMember: dismissed.otherId },
        });
    });
  }

  async find(): Promise<void> {
    await this.transactions.run(() => this.pairs.find(this.clock.date()));
  }
}

// A pair goes with either of its members.
const missing = (): never => {
  throw new ClubError('not-found');
};

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface Ended {
  /** Null while the membership is open, or when nobody noted it. */
  readonly closedAt: Date | null;
  readonly erasedAt: Date | null;
}

// Members that an import or an earlier version closed. Their time begins when it is seen.
const noteClosed = statement(
  'erasable-note-closed',
  `insert into member_closings (member_id, asked_at, due_at, by_staff, closed_at, status_before)
   select id, $1, $1, true, $1, 'active' from members m
   where status = 'closed' and erased_at is null and merged_into is null
     and not exists (select from member_closings c where c.member_id = m.id and c.ended_at is null)`,
);
// A wish to leave that still waits is none any more.
const settleWishes = statement(
  'erasable-settle-wishes',
  `update member_closings c set closed_at = $1, status_before = coalesce(status_before, 'active')
   where closed_at is null and ended_at is null
     and exists (select from members m where m.id = c.member_id and m.status = 'closed')`,
);
const closedUntil = statement(
  'erasable-closed-until',
  `select id from (
     select m.id from member_closings c join members m on m.id = c.member_id
     where c.closed_at <= $1 and c.ended_at is null and m.status = 'closed' and m.erased_at is null and m.merged_into is null
     union
     -- A member who was merged into another one is the same person.
     select d.id from members d join members m on m.id = d.merged_into where m.erased_at is not null and d.erased_at is null
   ) due where $2::uuid is null or id > $2 order by id limit $3`,
);
const take = statement(
  'erasable-take',
  `select id from members where id = $1 and status = 'closed' and erased_at is null for update`,
);
const notErasedOf = statement(
  'erasable-not-erased-of',
  'select id from members where id = any($1) and erased_at is null',
);
const closeAnyway = statement(
  'erasable-close-anyway',
  `update members set status = 'closed', version = version + 1 where id = $1 and status <> 'closed'`,
);
const erased = statement(
  'erasable-erased',
  'select id, erased_at from members where erased_at is not null order by erased_at, id',
);
const ended = statement(
  'erasable-ended',
  `select m.erased_at as "erasedAt", c.closed_at as "closedAt"
   from members m left join member_closings c on c.member_id = m.id and c.ended_at is null where m.id = $1`,
);

/** Members on their way out of the club's memory. */
@Injectable()
export class ErasableMembers {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async noteClosed(): Promise<void> {
    await this.transactions.query(settleWishes, [this.clock.date()]);
    await this.transactions.query(noteClosed, [this.clock.date()]);
  }

  /** Closed until then and not erased, by id. */
  async closedUntil(until: Date, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.transactions.query(closedUntil, [until, after, limit]);
    return rows.map(({ id }) => id);
  }

  /**
   * Locks a closed member for the erasure, so that nobody reopens, changes or erases it at the same time. False if
   * there is none.
   */
  async take(memberId: string): Promise<boolean> {
    return (await this.transactions.query(take, [memberId])).length > 0;
  }

  async notErasedOf(memberIds: readonly string[]): Promise<string[]> {
    if (memberIds.length === 0) return [];
    const rows = await this.transactions.query(notErasedOf, [memberIds]);
    return rows.map(({ id }) => id);
  }

  async closeAnyway(memberId: string): Promise<void> {
    await this.transactions.query(closeAnyway, [memberId]);
  }

  async erased(): Promise<{ member: string; at: string }[]> {
    const rows = await this.transactions.query(erased);
    return rows.map(({ id, erased_at }) => ({ member: id, at: erased_at.toISOString() }));
  }

  /** Throws `not-found`. */
  async ended(memberId: string): Promise<Ended> {
    const [row] = await this.transactions.query(ended, [memberId]);
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

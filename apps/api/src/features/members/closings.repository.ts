import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface ClosingRow {
  asked_at: Date;
  due_at: Date;
}

const find = statement(
  'member-closing-find',
  'select asked_at, due_at from member_closings where member_id = $1 and closed_at is null and ended_at is null',
);
const ask = statement(
  'member-closing-ask',
  `insert into member_closings (member_id, asked_at, due_at, by_staff, reason) values ($1, $2, $3, $4, $5)
   on conflict (member_id) where ended_at is null do nothing returning member_id`,
);
const withdraw = statement(
  'member-closing-withdraw',
  `update member_closings set ended_at = $2
   where member_id = $1 and closed_at is null and ended_at is null returning member_id`,
);
const takeDue = statement(
  'member-closing-take-due',
  `select member_id from member_closings where due_at <= $1 and closed_at is null and ended_at is null
   order by due_at limit $2 for update skip locked`,
);
const lock = statement(
  'member-closing-lock',
  'select erased_at is not null as erased from members where id = $1 for update',
);
const closeMember = statement(
  'member-close',
  `update members set status = 'closed', version = version + 1
   where id = $1 and status <> 'closed' returning old.status as status`,
);
const close = statement(
  'member-closing-close',
  `update member_closings set closed_at = $2, status_before = $3, by_staff = by_staff or $4, reason = coalesce($5, reason)
   where member_id = $1 and ended_at is null`,
);
// Members closed by an import or an earlier version have no note; they come back active.
const reopen = statement(
  'member-reopen',
  `with ended as (
     update member_closings set ended_at = $2 where member_id = $1 and closed_at is not null and ended_at is null returning status_before
   )
   update members set status = coalesce((select status_before from ended), 'active'), version = version + 1
   where id = $1 and status = 'closed' and merged_into is null returning id`,
);

/** Requests to leave, and closed memberships. */
@Injectable()
export class ClosingsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** A request that waits for its day. */
  async find(memberId: string): Promise<ClosingRow | undefined> {
    return (await this.transactions.query(find, [memberId]))[0];
  }

  /** Whether it is new: a member leaves once at a time. */
  async ask(
    memberId: string,
    askedAt: Date,
    dueAt: Date,
    { byStaff, reason }: { byStaff: boolean; reason: string | null },
  ): Promise<boolean> {
    return (await this.transactions.query(ask, [memberId, askedAt, dueAt, byStaff, reason])).length > 0;
  }

  /** Whether a request was waiting. */
  async withdraw(memberId: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(withdraw, [memberId, at])).length > 0;
  }

  /** Locked until the end of the transaction. */
  async takeDue(now: Date, limit: number): Promise<string[]> {
    const rows = await this.transactions.query(takeDue, [now, limit]);
    return rows.map(({ member_id }) => member_id);
  }

  /** Whether the membership was open. */
  async close(memberId: string, at: Date, byStaff: boolean, reason: string | null): Promise<boolean> {
    const [before] = await this.transactions.query(closeMember, [memberId]);
    if (!before) return false;
    await this.transactions.query(close, [memberId, at, before.status, byStaff, reason]);
    return true;
  }

  /** Nobody else opens, closes or erases the member until the end of the transaction. Whether the member is erased. */
  async lock(memberId: string): Promise<boolean> {
    const [row] = await this.transactions.query(lock, [memberId]);
    return row?.erased ?? false;
  }

  /** Whether the membership was closed. */
  async reopen(memberId: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(reopen, [memberId, at])).length > 0;
  }
}

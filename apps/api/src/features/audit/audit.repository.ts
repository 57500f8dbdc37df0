import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface AuditRow {
  id: number;
  at: Date;
  actor_kind: 'account' | 'api-key' | 'system';
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_type: string | null;
  subject_id: string | null;
  member_id: string | null;
  before: unknown;
  after: unknown;
  request_id: string | null;
  address: string | null;
}

export interface AuditFilter {
  /** A whole action, or the part before its dot: `card` means `card.issued`, `card.blocked`… */
  readonly action?: string;
  /** Id of the changed resource. */
  readonly subject?: string;
  readonly actor?: string;
  /** The member concerned. */
  readonly member?: string;
  readonly from?: string;
  readonly until?: string;
}

// Entries before 0029 name a member only as their subject.
const list = statement(
  'audit-list',
  `select id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after, request_id, address,
     coalesce(member_id, case subject_type when 'member' then subject_id::uuid end) as member_id
   from audit_entries
   where ($1::text is null or action = $1 or starts_with(action, $1 || '.'))
     and ($2::text is null or subject_id = $2) and ($3::bigint is null or id < $3)
     and ($4::uuid is null or actor_id = $4)
     and ($5::uuid is null or member_id = $5 or (subject_type = 'member' and subject_id = $5::text))
     and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
   order by id desc limit $8`,
);

@Injectable()
export class AuditRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRow[]> {
    const { action, subject, actor, member, from, until } = filter;
    const values = [
      action ?? null,
      subject ?? null,
      before,
      actor ?? null,
      member ?? null,
      from ?? null,
      until ?? null,
      limit,
    ] as const;
    return this.transactions.query(list, values);
  }
}

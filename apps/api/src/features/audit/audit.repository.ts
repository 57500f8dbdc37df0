import { Injectable } from '@nestjs/common';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
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
const columns = `id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after, request_id, address,
  coalesce(member_id, case subject_type when 'member' then subject_id::uuid end) as member_id`;
const from = `audit_entries
  where ($1::text is null or action = $1 or starts_with(action, $1 || '.'))
    and ($2::text is null or subject_id = $2) and ($3::uuid is null or actor_id = $3)
    and ($4::uuid is null or member_id = $4 or (subject_type = 'member' and subject_id = $4::text))
    and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)`;
const list = statement(
  'audit-list',
  `select ${columns} from ${from} and ($7::bigint is null or id < $7) order by id desc limit $8`,
);

type AuditSort = 'at' | 'actor' | 'action';
/** As in the indexes `audit_entries_by_actor` and `audit_entries_by_action`. Entries are written in the order of time. */
export const auditOrders: SqlList<AuditSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'number' },
  keys: {
    at: { by: 'id', kind: 'number' },
    actor: { by: 'actor_name collate "und-x-icu"', kind: 'text' },
    action: { by: 'action', kind: 'text' },
  },
};

@Injectable()
export class AuditRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRow[]> {
    return this.transactions.query(list, [...valuesOf(filter), before, limit]);
  }

  /** In another order. */
  async sorted(
    filter: AuditFilter,
    order: SqlOrder<AuditSort>,
    limit: number,
  ): Promise<SortedRow<AuditRow>[]> {
    const sorted = sortedStatement<AuditRow, AuditSort>(auditOrders, valuesOf(filter), order, limit);
    return this.transactions.query(...sorted);
  }
}

const valuesOf = ({ action, subject, actor, member, from: since, until }: AuditFilter) =>
  [action ?? null, subject ?? null, actor ?? null, member ?? null, since ?? null, until ?? null] as const;

import { Injectable } from '@nestjs/common';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

export interface AuditRow {
  id: number;
  at: Date;
  actor_kind: 'account' | 'api-key' | 'system';
  actor_id: string | null;
  actor_name: string;
  action: string;
  subject_type: string | null;
  subject_id: string | null;
  before: unknown;
  after: unknown;
}

export interface AuditFilter {
  /** A whole action, or what stands before its dot: `card` means `card.issued`, `card.blocked`… */
  readonly action?: string;
  /** Id of what was changed. */
  readonly subject?: string;
}

const list = statement(
  'audit-list',
  `select id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after from audit_entries
   where ($1::text is null or action = $1 or starts_with(action, $1 || '.'))
     and ($2::text is null or subject_id = $2) and ($3::bigint is null or id < $3)
   order by id desc limit $4`,
);

@Injectable()
export class AuditRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first. */
  async list(filter: AuditFilter, before: number | null, limit: number): Promise<AuditRow[]> {
    const values = [filter.action ?? null, filter.subject ?? null, before, limit];
    return this.transactions.query<AuditRow>(list, values);
  }
}

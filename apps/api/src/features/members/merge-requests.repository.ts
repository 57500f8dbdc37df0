import { Injectable } from '@nestjs/common';
import type { MergeRequest } from '@regulars/contracts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface MergeRequestRow {
  id: string;
  member_id: string;
  other_member_id: string;
  state: MergeRequest['state'];
  created_at: Date;
  /** Null while it is open. `at` in PostgreSQL's JSON format. */
  decision: { at: string; by: string; reason: string | null } | null;
}

const insert = statement(
  'merge-request-insert',
  `insert into merge_requests (id, member_id, other_member_id, created_at) values ($1, $2, $3, $4)
   on conflict (least(member_id, other_member_id), greatest(member_id, other_member_id)) where state = 'open' do nothing`,
);
const columns = `id, member_id, other_member_id, state, created_at,
  case when decided_at is not null then jsonb_build_object('at', decided_at, 'by', decided_by, 'reason', reason) end as decision`;
const find = statement('merge-request-find', `select ${columns} from merge_requests where id = $1`);
const decline = statement(
  'merge-request-decline',
  `update merge_requests set state = 'refused', decided_at = $2, decided_by = $3, reason = $4
   where id = $1 and state = 'open' returning ${columns}`,
);
const from = 'merge_requests where ($1::text is null or state = $1)';
const list = statement(
  'merge-request-list',
  `select ${columns} from ${from} and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
   order by created_at desc, id desc limit $4`,
);

export type MergeRequestSort = 'created' | 'state' | 'decided';
export const mergeRequestOrders: SqlList<MergeRequestSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: {
    created: { by: 'created_at', kind: 'moment' },
    state: { by: 'state', kind: 'text' },
    decided: { by: 'decided_at', kind: 'moment', nullable: true },
  },
};

@Injectable()
export class MergeRequestsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing if the two are already waiting. */
  async insert({
    id,
    member_id,
    other_member_id,
    created_at,
  }: Omit<MergeRequestRow, 'state' | 'decision'>): Promise<void> {
    await this.transactions.query(insert, [id, member_id, other_member_id, created_at]);
  }

  async find(id: string): Promise<MergeRequestRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** Undefined if it is already decided or does not exist. */
  async decline(
    id: string,
    { at, by, reason }: { readonly at: Date; readonly by: string; readonly reason: string },
  ): Promise<MergeRequestRow | undefined> {
    return (await this.transactions.query(decline, [id, at, by, reason]))[0];
  }

  async list(
    state: MergeRequest['state'] | undefined,
    after: { at: string; id: string } | null,
    limit: number,
  ): Promise<MergeRequestRow[]> {
    const values = [state ?? null, after?.at ?? null, after?.id ?? null, limit] as const;
    return this.transactions.query(list, values);
  }

  /** In another order than the newest first. */
  async sorted(
    state: MergeRequest['state'] | undefined,
    order: SqlOrder<MergeRequestSort>,
    limit: number,
  ): Promise<SortedRow<MergeRequestRow>[]> {
    return this.transactions.query(
      ...sortedStatement<MergeRequestRow, MergeRequestSort>(
        mergeRequestOrders,
        [state ?? null],
        order,
        limit,
      ),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { MergeRequest } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

export interface MergeRequestRow {
  id: string;
  member_id: string;
  other_member_id: string;
  state: MergeRequest['state'];
  created_at: Date;
}

const insert = statement(
  'merge-request-insert',
  `insert into merge_requests (id, member_id, other_member_id, created_at) values ($1, $2, $3, $4)
   on conflict (least(member_id, other_member_id), greatest(member_id, other_member_id)) where state = 'open' do nothing`,
);
const list = statement(
  'merge-request-list',
  `select id, member_id, other_member_id, state, created_at from merge_requests
   where ($1::text is null or state = $1) and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
   order by created_at desc, id desc limit $4`,
);

@Injectable()
export class MergeRequestsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nothing where the two are waiting already. */
  async insert({
    id,
    member_id,
    other_member_id,
    created_at,
  }: Omit<MergeRequestRow, 'state'>): Promise<void> {
    await this.transactions.query(insert, [id, member_id, other_member_id, created_at]);
  }

  async list(
    state: MergeRequest['state'] | undefined,
    after: { at: string | number; id: string | number } | null,
    limit: number,
  ): Promise<MergeRequestRow[]> {
    const values = [state ?? null, after?.at ?? null, after?.id ?? null, limit];
    return this.transactions.query<MergeRequestRow>(list, values);
  }
}

import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { TimelineSlice } from '../members/index.ts';
import { statement } from './statements.ts';

const within = '($5::uuid[] is null or location_id is null or location_id = any($5))';
const created = statement(
  'task-history-created',
  `select id, created_at as at, kind, purchase_id, receipt, text, null::text as name from tasks
   where member_id = $1 and (created_at, id) < ($2, $3::uuid) and ${within}
   order by created_at desc, id desc limit $4`,
);
const done = statement(
  'task-history-done',
  `select id, done_at as at, kind, purchase_id, receipt, note as text, done_name as name from tasks
   where member_id = $1 and (done_at, id) < ($2, $3::uuid) and ${within}
   order by done_at desc, id desc limit $4`,
);

export type ToldTask = RowOf<typeof created> | RowOf<typeof done>;

/** When tasks about a member began and ended, the newest first. */
@Injectable()
export class TaskHistoryRepository {
  constructor(private readonly transactions: Transactions) {}

  async created(memberId: string, slice: TimelineSlice): Promise<RowOf<typeof created>[]> {
    return this.transactions.query(created, valuesOf(memberId, slice));
  }

  /** The last answer of each, with the name of who gave it. */
  async done(memberId: string, slice: TimelineSlice): Promise<RowOf<typeof done>[]> {
    return this.transactions.query(done, valuesOf(memberId, slice));
  }
}

const valuesOf = (memberId: string, { before, limit, within: locations }: TimelineSlice) =>
  [memberId, before.at, before.id, limit, locations] as const;

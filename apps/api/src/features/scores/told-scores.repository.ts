import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ToldOwn } from './kept-run.ts';
import { statement } from './statements.ts';

const scored = statement(
  'told-scores-of-run',
  `select member_id as id, recency, frequency, monetary, class, rank from member_scores
   where run_id = $1 and member_id = any($2::uuid[])`,
);
// Rows that stay as they are write nothing, so segments hear only of members who moved.
const put = statement(
  'told-scores-put',
  `insert into member_scored (member_id, "group", class, tenth, own)
   select s.id, s."group", s.class, s.tenth, s.own
   from jsonb_to_recordset($1::jsonb) as s(id uuid, "group" text, class text, tenth smallint, own jsonb)
   on conflict (member_id) do update set
     "group" = excluded."group", class = excluded.class, tenth = excluded.tenth, own = excluded.own
     where (member_scored."group", member_scored.class, member_scored.tenth, member_scored.own)
       is distinct from (excluded."group", excluded.class, excluded.tenth, excluded.own)`,
);
const drop = statement(
  'told-scores-drop',
  `delete from member_scored where ($1::uuid is null or member_id > $1) and ($2::uuid is null or member_id <= $2)
     and member_id <> all($3::uuid[])`,
);

export type RunScores = RowOf<typeof scored>;

export interface ToldScore {
  readonly id: string;
  readonly group: string | null;
  readonly class: string | null;
  readonly tenth: number | null;
  readonly own: ToldOwn;
}

/** What conditions know of scores: one row of each member who has any. */
@Injectable()
export class ToldScoresRepository {
  constructor(private readonly transactions: Transactions) {}

  async ofRun(runId: string, memberIds: readonly string[]): Promise<RunScores[]> {
    return this.transactions.query(scored, [runId, memberIds]);
  }

  /** All others after the first and up to the last of these ids have none; null for no limit. */
  async replace(
    between: { readonly after: string | null; readonly last: string | null },
    told: readonly ToldScore[],
  ): Promise<void> {
    if (told.length > 0) await this.transactions.query(put, [JSON.stringify(told)]);
    await this.transactions.query(drop, [between.after, between.last, told.map(({ id }) => id)]);
  }
}

import { Injectable } from '@nestjs/common';
import type { RfmScores, ValueClass } from '@regulars/loyalty';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// A withdrawal of a consent holds this row as a reader does, and a page of scores holds it alone. So the page sees the withdrawal, or
// the withdrawal finds the rows of the page.
const holdAlone = statement('scores-hold', 'select id from score_settings for no key update');
const hold = statement('scores-hold-shared', 'select id from score_settings for share');
const insert = statement(
  'member-scores-insert',
  `insert into member_scores (run_id, member_id, recency, frequency, monetary, class, days, purchases, value, rank, up_to)
   select $1, s.id, s.recency, s.frequency, s.monetary, s.class, s.days, s.purchases, s.value, s.rank, s."upTo"
   from jsonb_to_recordset($2::jsonb) as s(id uuid, recency smallint, frequency smallint, monetary smallint, class text, days int,
     purchases int, value bigint, rank int, "upTo" bigint)`,
);
const count = statement(
  'score-counts-add',
  `insert into score_counts (run_id, recency, frequency, monetary, class, allowed, members, value)
   select $1, c.recency, c.frequency, c.monetary, c.class, c.allowed, c.members, c.value
   from jsonb_to_recordset($2::jsonb) as c(recency smallint, frequency smallint, monetary smallint, class text, allowed boolean,
     members int, value bigint)
   on conflict (run_id, recency, frequency, monetary, class, allowed) do update set
     members = score_counts.members + excluded.members, value = score_counts.value + excluded.value`,
);
const forgetTold = statement(
  'member-scored-withdrawn',
  'delete from member_scored where member_id = any($1)',
);
const forget = statement('member-scores-withdrawn', 'delete from member_scores where member_id = any($1)');
const scoresOf = 's.recency, s.frequency, s.monetary, s.class, s.days, s.purchases, s.value, s.rank, s.up_to';
// A member who is not a customer any more has a score until the next run.
const isCustomer = 'not exists (select from member_kinds k where k.member_id = s.member_id)';
const find = statement(
  'member-scores-find',
  `select ${scoresOf} from member_scores s where s.run_id = $1 and s.member_id = $2 and ${isCustomer}`,
);
const list = statement(
  'member-scores-list',
  `select s.member_id, member_name(s.member_id) as name,
     (select t.own from member_scored t where t.member_id = s.member_id) as own, ${scoresOf} from member_scores s
   where s.run_id = $1 and s.rank > $2 and ($3::int is null or s.recency = $3) and ($4::int is null or s.frequency = $4)
     and ($5::text is null or s.class = $5)
     and ${isCustomer} and ($6::int[] is null or s.recency * 100 + s.frequency * 10 + s.monetary = any($6))
   order by s.rank limit $7`,
);
const counts = statement(
  'score-counts-of-run',
  `select recency, frequency, monetary, class, allowed, members, value from score_counts where run_id = $1`,
);
const cohorts = statement(
  'score-cohorts-of-run',
  `select month, later, members from score_cohorts where run_id = $1 order by month, later`,
);

export interface NewScores extends RfmScores {
  readonly id: string;
  readonly class: ValueClass;
  readonly days: number;
  readonly purchases: number;
  readonly value: number;
  readonly rank: number;
  readonly upTo: number;
}
export type CountRow = RowOf<typeof counts>;
export type CohortRow = RowOf<typeof cohorts>;
export type ScoresRow = RowOf<typeof find>;
export type ListedScores = RowOf<typeof list>;

export interface ScoresFilter {
  readonly recency: number | null;
  readonly frequency: number | null;
  readonly class: ValueClass | null;
  /** Each as a number of three digits: recency, frequency, money. */
  readonly combinations: readonly number[] | null;
}

@Injectable()
export class MemberScoresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Nobody withdraws a consent until the transaction ends. */
  async holdConsents(): Promise<void> {
    await this.transactions.query(holdAlone);
  }

  async insert(runId: string, scores: readonly NewScores[]): Promise<void> {
    if (scores.length > 0) await this.transactions.query(insert, [runId, JSON.stringify(scores)]);
  }

  /** Adds to what earlier pages counted. */
  async count(runId: string, counted: readonly CountRow[]): Promise<void> {
    await this.transactions.query(count, [runId, JSON.stringify(counted)]);
  }

  /** No page of a run brings them back. */
  async forget(memberIds: readonly string[]): Promise<void> {
    await this.transactions.query(hold);
    await this.transactions.query(forget, [memberIds]);
    await this.transactions.query(forgetTold, [memberIds]);
  }

  async find(runId: string, memberId: string): Promise<ScoresRow | undefined> {
    return (await this.transactions.query(find, [runId, memberId]))[0];
  }

  /** The best first, after this rank. */
  async list(runId: string, afterRank: number, filter: ScoresFilter, limit: number): Promise<ListedScores[]> {
    const { recency, frequency, class: wanted, combinations } = filter;
    const values = [runId, afterRank, recency, frequency, wanted, combinations, limit] as const;
    return this.transactions.query(list, values);
  }

  async counts(runId: string): Promise<CountRow[]> {
    return this.transactions.query(counts, [runId]);
  }

  /** By month. */
  async cohorts(runId: string): Promise<CohortRow[]> {
    return this.transactions.query(cohorts, [runId]);
  }
}

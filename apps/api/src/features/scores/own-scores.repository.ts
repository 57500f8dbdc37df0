import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ToldOwn } from './kept-run.ts';
import { statement } from './statements.ts';

const ofMember = statement('own-scores-of-member', 'select own from member_scored where member_id = $1');
const values = `select member_id, (own -> $1::text ->> 'value')::int as value from member_scored where own ? $1::text`;
const ends = statement(
  'own-score-ends',
  `select count(*)::int as members, min(value) as low, max(value) as high from (${values}) v`,
);
const bands = statement(
  'own-score-bands',
  `select ((value - $2::int) / $3::int) as band, count(*)::int as members from (${values}) v group by 1 order by 1`,
);
const best = statement(
  'own-score-best',
  `select member_id as id, member_name(member_id) as name, value from (${values}) v order by value desc, member_id limit $2`,
);
/** The best, the middle and the last by value who are still customers. */
const examples = statement(
  'own-score-examples',
  `select found.id, member_name(found.id) as name
   from (select max(rank) as last from member_scores where run_id = $1) r
   cross join lateral unnest(array[1, r.last / 2, r.last]) with ordinality wanted(rank, place)
   cross join lateral (
     select s.member_id as id from member_scores s
     where s.run_id = $1 and s.rank >= wanted.rank and not exists (select from member_kinds k where k.member_id = s.member_id)
     order by s.rank limit 1) found
   group by found.id order by min(wanted.place)`,
);

@Injectable()
export class OwnScoresRepository {
  constructor(private readonly transactions: Transactions) {}

  /** As last computed. */
  async ofMember(memberId: string): Promise<ToldOwn> {
    return (await this.transactions.query(ofMember, [memberId]))[0]?.own ?? {};
  }

  async ends(key: string): Promise<RowOf<typeof ends> | undefined> {
    return (await this.transactions.query(ends, [key]))[0];
  }

  /** How many members have a score in each band of this size, from the lowest score on; without those with nobody. */
  async bands(key: string, low: number, size: number): Promise<RowOf<typeof bands>[]> {
    return this.transactions.query(bands, [key, low, size]);
  }

  async best(key: string, most: number): Promise<RowOf<typeof best>[]> {
    return this.transactions.query(best, [key, most]);
  }

  /** At most three members with scores of this run. */
  async examples(runId: string): Promise<RowOf<typeof examples>[]> {
    return this.transactions.query(examples, [runId]);
  }
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const untold = statement(
  'terms-untold',
  `select id from member_ids() as id
   where ($1::uuid is null or id > $1) and not exists (select from terms_notices n where n.member_id = id and n.version = $2)
   order by id limit $3`,
);
const note = statement(
  'terms-told',
  `insert into terms_notices (member_id, version, told_at) select unnest($1::uuid[]), $2, $3
   on conflict do nothing returning member_id`,
);

const turn = statement(
  'terms-notices-turn',
  `select pg_try_advisory_xact_lock(hashtextextended('terms-notices', 0)) as free`,
);

/** The members who were told of new terms. */
@Injectable()
export class NoticesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** In the order of their ids. */
  async untold(version: number, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.transactions.query(untold, [after, version, limit]);
    return rows.flatMap(({ id }) => (id === null ? [] : [id]));
  }

  /** Whether nobody else tells members at the moment; holds until the transaction ends. */
  async takeTurn(): Promise<boolean> {
    return (await this.transactions.query(turn))[0]?.free ?? false;
  }

  /** Returns those who were not told before. */
  async note(memberIds: readonly string[], version: number, at: Date): Promise<Set<string>> {
    const rows = await this.transactions.query(note, [memberIds, version, at]);
    return new Set(rows.map(({ member_id }) => member_id));
  }
}

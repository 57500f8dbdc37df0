import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface Rebuild {
  /** The last finished member; null at the start. */
  readonly after: string | null;
  readonly done: number;
}

const begin = statement(
  'member-facts-rebuild-begin',
  `insert into member_facts_rebuild as r (definition, total, started_at) select $1, count(*), $2 from member_ids()
   on conflict (id) do update set definition = excluded.definition, after_member = null, done = 0, total = excluded.total,
     started_at = excluded.started_at, finished_at = null
   where r.definition <> excluded.definition`,
);
const take = statement(
  'member-facts-rebuild-take',
  'select after_member as after, done from member_facts_rebuild where finished_at is null for update skip locked',
);
const next = statement(
  'member-facts-rebuild-next',
  'select id from member_ids() id where ($1::uuid is null or id > $1) order by id limit $2',
);
const advance = statement(
  'member-facts-rebuild-advance',
  'update member_facts_rebuild set after_member = $1, done = done + $2',
);
const finish = statement(
  'member-facts-rebuild-finish',
  'update member_facts_rebuild set finished_at = $1, total = done',
);

@Injectable()
export class RebuildRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Starts a rebuild if the facts were made by another definition. */
  async begin(definition: string, at: Date): Promise<void> {
    await this.transactions.query(begin, [definition, at]);
  }

  /** The unfinished rebuild, locked; undefined if there is none or another process holds it. */
  async take(): Promise<Rebuild | undefined> {
    return (await this.transactions.query(take))[0];
  }

  async next(after: string | null, limit: number): Promise<string[]> {
    return (await this.transactions.query(next, [after, limit])).map(({ id }) => id);
  }

  async advance(after: string, members: number): Promise<void> {
    await this.transactions.query(advance, [after, members]);
  }

  async finish(at: Date): Promise<void> {
    await this.transactions.query(finish, [at]);
  }
}

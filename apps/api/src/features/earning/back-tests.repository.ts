import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type {
  BackTestRow,
  ChangedMember,
  ChangedMemberRow,
  NewBackTest,
  PersonRow,
  StoredFigures,
} from './back-test-rows.ts';
import { statement } from './statements.ts';

const columns =
  'id, rule_id, against_version, content, days, covers_from, covers_until, state, done, total, figures, asked_by, created_at, finished_at';
const insert = statement(
  'back-test-insert',
  `insert into back_tests (id, rule_id, against_version, content, days, covers_from, covers_until, asked_by, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
);
const find = statement('back-test-find', `select ${columns} from back_tests where id = $1`);
const list = statement(
  'back-test-list',
  `select ${columns} from back_tests where ($1::uuid is null or rule_id = $1)
   and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid)) order by created_at desc, id desc limit $4`,
);
const lastDone = statement(
  'back-test-last-done',
  `select ${columns} from back_tests where rule_id = $1 and state = 'done' order by created_at desc, id desc limit 1`,
);
const changed = statement(
  'back-test-changed',
  `select c.back_test_id, c.member_id, member_name(c.member_id) as name, c.live_points, c.draft_points
   from back_test_members c where c.back_test_id = any($1) order by c.back_test_id, c.place`,
);
// A killed run starts again.
const begin = statement(
  'back-test-begin',
  `update back_tests set state = 'running', done = 0, total = $2 where id = $1 and state in ('waiting', 'running') returning ${columns}`,
);
const advance = statement(
  'back-test-advance',
  `update back_tests set done = $2 where id = $1 and state = 'running' returning id`,
);
const finish = statement(
  'back-test-finish',
  `update back_tests set state = 'done', done = total, figures = $2, finished_at = $3 where id = $1 and state = 'running' returning id`,
);
// Of members who were erased while it ran nothing is kept: the lock waits for an erasure and sees it.
const hold = statement(
  'back-test-hold',
  'select asked.id, hold_member_status(asked.id) as status from (select unnest($1::uuid[]) as id order by 1) asked',
);
const name = statement(
  'back-test-name',
  `insert into back_test_members (back_test_id, member_id, place, live_points, draft_points)
   select $1, named."memberId", named.place, named.live, named.draft
   from jsonb_to_recordset($2::jsonb) as named("memberId" uuid, place int, live bigint, draft bigint)`,
);
const end = statement(
  'back-test-end',
  `update back_tests set state = $2, finished_at = $3 where id = $1 and state in ('waiting', 'running') returning id`,
);
const people = statement(
  'back-test-people',
  'select member_person_history(asked.id) as person from unnest($1::uuid[]) as asked(id)',
);

@Injectable()
export class BackTestsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The newest of this rule with a result. */
  async lastDone(ruleId: string): Promise<BackTestRow | undefined> {
    return (await this.transactions.query(lastDone, [ruleId]))[0];
  }

  async insert(row: NewBackTest): Promise<BackTestRow | undefined> {
    const { id, rule_id, against_version, content, days, covers_from, covers_until, asked_by, created_at } =
      row;
    const draft = [rule_id, against_version, JSON.stringify(content), days] as const;
    const values = [id, ...draft, covers_from, covers_until, asked_by, created_at] as const;
    return (await this.transactions.query(insert, values))[0];
  }

  async find(id: string): Promise<BackTestRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  async list(
    ruleId: string | null,
    before: readonly [string, string] | null,
    limit: number,
  ): Promise<BackTestRow[]> {
    return this.transactions.query(list, [ruleId, before?.[0] ?? null, before?.[1] ?? null, limit]);
  }

  async changed(ids: readonly string[]): Promise<ChangedMemberRow[]> {
    return this.transactions.query(changed, [ids]);
  }

  /** Undefined when it is over already. */
  async begin(id: string, total: number): Promise<BackTestRow | undefined> {
    return (await this.transactions.query(begin, [id, total]))[0];
  }

  /** False if it was cancelled. */
  async advance(id: string, done: number): Promise<boolean> {
    return (await this.transactions.query(advance, [id, done])).length > 0;
  }

  /** Nothing if it was cancelled. */
  async finish(
    id: string,
    figures: StoredFigures,
    members: readonly ChangedMember[],
    at: Date,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const done = await this.transactions.query(finish, [id, JSON.stringify(figures), at]);
      if (done.length === 0 || members.length === 0) return;
      const held = await this.transactions.query(hold, [members.map(({ memberId }) => memberId)]);
      const kept = new Set(held.flatMap(({ id: memberId, status }) => (status === 'erased' ? [] : memberId)));
      const named = members.flatMap((member, place) =>
        kept.has(member.memberId) ? [{ ...member, place }] : [],
      );
      await this.transactions.query(name, [id, JSON.stringify(named)]);
    });
  }

  /** False if it was over already. */
  async end(id: string, state: 'failed' | 'cancelled', at: Date): Promise<boolean> {
    return (await this.transactions.query(end, [id, state, at])).length > 0;
  }

  /** What is known of these members today. */
  async people(ids: readonly string[]): Promise<PersonRow[]> {
    const rows = await this.transactions.query(people, [ids]);
    return rows.flatMap(({ person }) => person ?? []);
  }
}

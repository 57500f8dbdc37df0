import { Injectable } from '@nestjs/common';
import type { TestApplication } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { statement } from './statements.ts';

const find = statement(
  'test-application-find',
  `select id, member_id as "memberId", state, redemption_id as "redemptionId", opinion_id as "opinionId"
   from product_test_applications where post_id = $1 and member_id = $2`,
);
const hasWritten = `exists (select from comments c where c.id = a.opinion_id and c.state <> 'deleted')`;
const own = statement(
  'test-applications-own',
  `select a.post_id as "postId", a.state, voucher_state(a.redemption_id, $3) as voucher, ${hasWritten} as "hasWritten",
     (select count(*) from product_test_applications o where o.post_id = a.post_id and o.state = 'waiting'
       and (coalesce(o.place, o.turn), o.id) < (coalesce(a.place, a.turn), a.id)) as ahead
   from product_test_applications a where a.member_id = $1 and a.post_id = any($2::uuid[])`,
);
// A member who applies again goes to the end of the line. Nothing changes for one who waits or was chosen.
const apply = statement(
  'test-application-apply',
  `insert into product_test_applications (id, post_id, member_id, state, turn, applied_at)
   select $1, $2, $3, 'waiting', coalesce(max(turn), 0) + 1, $4 from product_test_applications where post_id = $2
   on conflict (post_id, member_id) do update
     set state = 'waiting', why = null, turn = excluded.turn, applied_at = excluded.applied_at, redemption_id = null, opinion_id = null
     where product_test_applications.state in ('returned', 'withdrawn', 'passed')`,
);
const next = statement(
  'test-application-next',
  `select id, member_id as "memberId" from product_test_applications where post_id = $1 and state = 'waiting'
   order by coalesce(place, turn), id limit 1`,
);
const waiting = statement(
  'test-applications-waiting',
  `select id, member_id as "memberId" from product_test_applications where post_id = $1 and state = 'waiting' order by id`,
);
const setPlaces = statement(
  'test-applications-places',
  `update product_test_applications a set place = sent.place from unnest($1::uuid[]) with ordinality as sent(id, place)
   where a.id = sent.id`,
);
const choose = statement(
  'test-application-choose',
  `update product_test_applications set state = 'chosen', redemption_id = $2 where id = $1`,
);
const set = statement(
  'test-application-set',
  'update product_test_applications set state = $2, why = $3 where id = $1',
);
const giveBack = statement(
  'test-application-return',
  `update product_test_applications set state = case when state = 'chosen' then 'returned' else state end
   where redemption_id = $1 returning post_id as id`,
);
const setOpinion = statement(
  'test-application-opinion',
  'update product_test_applications set opinion_id = $3 where post_id = $1 and member_id = $2',
);
const silent = statement(
  'test-applications-silent',
  `select a.id, a.member_id as "memberId" from product_test_applications a
   where a.post_id = $1 and a.state = 'chosen' and voucher_state(a.redemption_id, $2) in ('issued', 'used') and not ${hasWritten}
   order by a.id`,
);
// A member who applies again after a draw may have the number of one who was drawn.
const list = statement(
  'test-applications-list',
  `select a.id, a.member_id as "memberId", member_name(a.member_id) as "memberName", n.nickname, a.state, a.why, a.turn, a.place,
     voucher_state(a.redemption_id, $5) as voucher, ${hasWritten} as "hasWritten", a.applied_at as "appliedAt"
   from product_test_applications a left join nicknames n on n.member_id = a.member_id
   where a.post_id = $1 and ($2::text is null or a.state = $2) and ($3::int is null or (coalesce(a.place, a.turn), a.id) > ($3, $6::uuid))
   order by coalesce(a.place, a.turn), a.id limit $4`,
);
const opinions = statement(
  'test-opinions-list',
  `select c.id, c.author_id as "memberId", member_name(c.author_id) as "memberName", n.nickname, c.rating, c.source as text, c.state,
     c.created_at as "createdAt"
   from comments c left join nicknames n on n.member_id = c.author_id
   where c.post_id = $1 and c.received_free and c.state <> 'deleted'
     and ($2::timestamptz is null or (c.created_at, c.id) < ($2, $3::uuid))
   order by c.created_at desc, c.id desc limit $4`,
);

export type ApplicationRow = RowOf<typeof find>;
export type OwnApplication = RowOf<typeof own>;
export type InLine = RowOf<typeof next>;
export type ListedApplication = RowOf<typeof list>;
export type ListedOpinion = RowOf<typeof opinions>;

/** Members who applied for samples. What changes the line is called under the lock of the product test. */
@Injectable()
export class ApplicationsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async find(testId: string, memberId: string): Promise<ApplicationRow | undefined> {
    return (await this.transactions.query(find, [testId, memberId]))[0];
  }

  /** By the product test. */
  async ofMember(
    memberId: string,
    testIds: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, OwnApplication>> {
    const rows = await this.transactions.query(own, [memberId, testIds, at]);
    return new Map(rows.map((row) => [row.postId, row]));
  }

  async apply(testId: string, memberId: string): Promise<void> {
    await this.transactions.query(apply, [newId(), testId, memberId, this.clock.date()]);
  }

  /** The member who gets the next sample. */
  async next(testId: string): Promise<InLine | undefined> {
    return (await this.transactions.query(next, [testId]))[0];
  }

  async waiting(testId: string): Promise<InLine[]> {
    return this.transactions.query(waiting, [testId]);
  }

  /** In the order in which they were drawn. */
  async setPlaces(ids: readonly string[]): Promise<void> {
    await this.transactions.query(setPlaces, [ids]);
  }

  async choose(id: string, redemptionId: string): Promise<void> {
    await this.transactions.query(choose, [id, redemptionId]);
  }

  async withdraw(id: string): Promise<void> {
    await this.transactions.query(set, [id, 'withdrawn', null]);
  }

  async pass(id: string, why: NonNullable<TestApplication['why']>): Promise<void> {
    await this.transactions.query(set, [id, 'passed', why]);
  }

  /** The product test of a voucher that gave its piece back, if it is one's. */
  async giveBack(redemptionId: string): Promise<string | undefined> {
    return (await this.transactions.query(giveBack, [redemptionId]))[0]?.id;
  }

  async setOpinion(testId: string, memberId: string, commentId: string): Promise<void> {
    await this.transactions.query(setOpinion, [testId, memberId, commentId]);
  }

  /** Those who have a sample and wrote nothing. */
  async silent(testId: string, at: Date): Promise<InLine[]> {
    return this.transactions.query(silent, [testId, at]);
  }

  async list(
    testId: string,
    filter: { readonly state: TestApplication['state'] | null; readonly at: Date },
    after: readonly [number, string] | null,
    limit: number,
  ): Promise<ListedApplication[]> {
    const [number, id] = after ?? [null, null];
    return this.transactions.query(list, [testId, filter.state, number, limit, filter.at, id]);
  }

  /** The newest first. */
  async opinions(
    testId: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ListedOpinion[]> {
    const place = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.transactions.query(opinions, [testId, ...place, limit]);
  }
}

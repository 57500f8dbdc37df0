import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const lock = statement(
  'product-test-lock',
  'select post_id as id from product_tests where post_id = $1 for update',
);
// Opinions that are not shown count nowhere, good or bad.
const byIds = statement(
  'product-tests-by-id',
  `select t.post_id as id, t.community_id as "communityId", p.title, p.state as "postState", t.reward_id as "rewardId",
     terms.said->'name' as product, terms.said->>'picture' as picture, t.samples, t.points, t.allotment,
     t.apply_until as "applyUntil", t.opinions_until as "opinionsUntil", t.seed, t.drawn_at as "drawnAt", t.ended_at as "endedAt",
     t.created_at as "createdAt",
     (select count(*) from product_test_applications a where a.post_id = t.post_id and a.state = 'chosen') as chosen,
     (select count(*) from product_test_applications a where a.post_id = t.post_id and a.state in ('waiting', 'chosen')) as applicants,
     written.opinions, written.ratings, written.average::float8 as average
   from unnest($1::uuid[]) with ordinality as asked(id, nth)
     join product_tests t on t.post_id = asked.id join posts p on p.id = t.post_id
     cross join lateral (select voucher_terms(t.reward_id) as said) terms
     cross join lateral (select count(*) as opinions, count(c.rating) as ratings, round(avg(c.rating), 2) as average
       from comments c where c.post_id = t.post_id and c.received_free and c.state = 'shown') written
   order by asked.nth`,
);
const list = statement(
  'product-tests-list',
  `select post_id as id from product_tests where community_id = $1
     and ($2::timestamptz is null or (created_at, post_id) < ($2, $3::uuid))
   order by created_at desc, post_id desc limit $4`,
);
const insert = statement(
  'product-test-insert',
  `insert into product_tests (post_id, community_id, reward_id, samples, points, allotment, apply_until, opinions_until, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);
const setDrawn = statement(
  'product-test-set-drawn',
  'update product_tests set seed = $2, drawn_at = $3 where post_id = $1',
);
const setEnded = statement(
  'product-test-set-ended',
  'update product_tests set ended_at = $2 where post_id = $1 and ended_at is null',
);
const setReminded = statement(
  'product-test-set-reminded',
  'update product_tests set reminded_at = $2 where post_id = $1',
);
const toDraw = statement(
  'product-tests-to-draw',
  `select post_id as id from product_tests
   where allotment = 'lot' and ended_at is null and drawn_at is null and apply_until <= $1 order by post_id`,
);
const toRemind = statement(
  'product-tests-to-remind',
  `select post_id as id from product_tests where reminded_at is null and opinions_until > $1 and opinions_until <= $2 order by post_id`,
);
const waitingFor = statement(
  'product-tests-waiting',
  `select t.post_id as id from product_tests t where t.ended_at is null and (t.allotment = 'first-come' or t.drawn_at is not null)
     and exists (select from product_test_applications a where a.post_id = t.post_id and a.state = 'waiting')
   order by t.post_id`,
);

export type ProductTestRow = RowOf<typeof byIds>;
export type NewProductTest = Pick<
  ProductTestRow,
  | 'id'
  | 'communityId'
  | 'rewardId'
  | 'samples'
  | 'points'
  | 'allotment'
  | 'applyUntil'
  | 'opinionsUntil'
  | 'createdAt'
>;

@Injectable()
export class ProductTestsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(id: string): Promise<ProductTestRow | undefined> {
    return (await this.byIds([id]))[0];
  }

  /** Until the transaction ends nobody else gets a sample of it. */
  async lock(id: string): Promise<ProductTestRow | undefined> {
    await this.transactions.query(lock, [id]);
    return this.find(id);
  }

  /** In the order of the ids. */
  async byIds(ids: readonly string[]): Promise<ProductTestRow[]> {
    return ids.length === 0 ? [] : this.transactions.query(byIds, [ids]);
  }

  /** The newest first. */
  async list(
    communityId: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ProductTestRow[]> {
    const place = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.byIds(
      (await this.transactions.query(list, [communityId, ...place, limit])).map(({ id }) => id),
    );
  }

  async insert(test: NewProductTest): Promise<void> {
    const { id, communityId, rewardId, samples, points, allotment, applyUntil, opinionsUntil, createdAt } =
      test;
    const about = [id, communityId, rewardId, samples, points, allotment] as const;
    await this.transactions.query(insert, [...about, applyUntil, opinionsUntil, createdAt]);
  }

  async setDrawn(id: string, seed: string, at: Date): Promise<void> {
    await this.transactions.query(setDrawn, [id, seed, at]);
  }

  async setEnded(id: string, at: Date): Promise<void> {
    await this.transactions.query(setEnded, [id, at]);
  }

  async setReminded(id: string, at: Date): Promise<void> {
    await this.transactions.query(setReminded, [id, at]);
  }

  /** Those whose lot is due. */
  async toDraw(now: Date): Promise<string[]> {
    return (await this.transactions.query(toDraw, [now])).map(({ id }) => id);
  }

  /** Those whose opinions are due between these moments, and whose testers were not reminded. */
  async toRemind(now: Date, until: Date): Promise<string[]> {
    return (await this.transactions.query(toRemind, [now, until])).map(({ id }) => id);
  }

  /** Those that give samples while members wait for one. */
  async withLine(): Promise<string[]> {
    return (await this.transactions.query(waitingFor)).map(({ id }) => id);
  }
}

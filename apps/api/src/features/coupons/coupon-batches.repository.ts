import { Injectable } from '@nestjs/common';
import type { CouponBatch } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = `b.id, b.coupon_id as "couponId", b.kind, b.prefix, b.state, b.total, b.done, b.created_at as "createdAt",
  b.finished_at as "finishedAt", b.file_until as "fileUntil", b.fetched_at as "fetchedAt",
  (select count(*) from coupon_codes c where c.batch_id = b.id and c.used_at is not null) as used`;
const insert = statement(
  'coupon-batch-insert',
  `insert into coupon_batches (id, coupon_id, kind, prefix, state, total, created_at) values ($1, $2, $3, $4, 'waiting', $5, $6)`,
);
const find = statement('coupon-batch-find', `select ${columns} from coupon_batches b where b.id = $1`);
const list = statement(
  'coupon-batches-list',
  `select ${columns} from coupon_batches b where b.coupon_id = $1 and (b.created_at, b.id) < ($2, $3::uuid)
   order by b.created_at desc, b.id desc limit $4`,
);
const issued = statement(
  'coupon-codes-issued',
  `select b.coupon_id as id, sum(b.total)::bigint as codes from coupon_batches b
   where b.coupon_id = any($1::uuid[]) and b.state = 'done' group by b.coupon_id`,
);
// A killed run starts again.
const begin = statement(
  'coupon-batch-begin',
  `update coupon_batches set state = 'running', done = 0 where id = $1 and state in ('waiting', 'running') returning id`,
);
const advance = statement('coupon-batch-advance', 'update coupon_batches set done = $2 where id = $1');
const finish = statement(
  'coupon-batch-finish',
  `update coupon_batches set state = 'done', done = total, finished_at = $2, file_until = $3 where id = $1 and state <> 'done'`,
);
const fail = statement(
  'coupon-batch-fail',
  `update coupon_batches set state = 'failed', finished_at = $2 where id = $1 and state <> 'done'`,
);
const take = statement(
  'coupon-batch-take',
  `update coupon_batches set fetched_at = $2 where id = $1 and fetched_at is null and file_until > $2 returning id`,
);
const giveBack = statement(
  'coupon-batch-give-back',
  'update coupon_batches set fetched_at = null where id = $1',
);
const stale = statement(
  'coupon-batches-stale',
  'select id from coupon_batches where file_until <= $1 and file_until > $2',
);

export interface BatchRow extends Pick<
  CouponBatch,
  'id' | 'couponId' | 'kind' | 'prefix' | 'state' | 'used'
> {
  readonly total: number;
  readonly done: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly fileUntil: Date | null;
  readonly fetchedAt: Date | null;
}

export type NewBatch = Pick<BatchRow, 'id' | 'couponId' | 'kind' | 'prefix' | 'total' | 'createdAt'>;

@Injectable()
export class CouponBatchesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert({ id, couponId, kind, prefix, total, createdAt }: NewBatch): Promise<void> {
    await this.transactions.query(insert, [id, couponId, kind, prefix, total, createdAt]);
  }

  async find(id: string): Promise<BatchRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** The latest first. */
  async list(couponId: string, before: { at: string; id: string }, limit: number): Promise<BatchRow[]> {
    return this.transactions.query(list, [couponId, before.at, before.id, limit]);
  }

  /** How many codes each coupon has. */
  async issued(couponIds: readonly string[]): Promise<{ id: string; codes: number | null }[]> {
    return this.transactions.query(issued, [couponIds]);
  }

  /** False if it is over already. */
  async begin(id: string): Promise<boolean> {
    return (await this.transactions.query(begin, [id])).length > 0;
  }

  async advance(id: string, done: number): Promise<void> {
    await this.transactions.query(advance, [id, done]);
  }

  async finish(id: string, at: Date, fileUntil: Date | null): Promise<void> {
    await this.transactions.query(finish, [id, at, fileUntil]);
  }

  async fail(id: string, at: Date): Promise<void> {
    await this.transactions.query(fail, [id, at]);
  }

  /** Only one caller gets the file. */
  async take(id: string, at: Date): Promise<boolean> {
    return (await this.transactions.query(take, [id, at])).length > 0;
  }

  /** The transfer failed. */
  async giveBack(id: string): Promise<void> {
    await this.transactions.query(giveBack, [id]);
  }

  /** Those whose file is to be deleted since `after`. */
  async stale(at: Date, after: Date): Promise<string[]> {
    return (await this.transactions.query(stale, [at, after])).map(({ id }) => id);
  }
}

import { Injectable } from '@nestjs/common';
import type { CouponBatch } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const columns = `b.id, b.coupon_id as "couponId", b.kind, b.prefix, b.state, b.total, b.done, b.refused, b.failure, b.created_at as "createdAt",
  b.codes_end_at as "codesEndAt",
  b.finished_at as "finishedAt", b.file_until as "fileUntil", b.fetched_at as "fetchedAt",
  (select count(*) from coupon_codes c where c.batch_id = b.id and c.used_at is not null) as used`;
const insert = statement(
  'coupon-batch-insert',
  `insert into coupon_batches (id, coupon_id, kind, prefix, state, total, created_at, codes_end_at)
   values ($1, $2, $3, $4, 'waiting', $5, $6, $7)`,
);
const find = statement('coupon-batch-find', `select ${columns} from coupon_batches b where b.id = $1`);
const list = statement(
  'coupon-batches-list',
  `select ${columns} from coupon_batches b where b.coupon_id = $1 and (b.created_at, b.id) < ($2, $3::uuid)
   order by b.created_at desc, b.id desc limit $4`,
);
const issued = statement(
  'coupon-codes-issued',
  `select b.coupon_id as id, sum(b.total - b.refused)::bigint as codes from coupon_batches b
   where b.coupon_id = any($1::uuid[]) and b.state = 'done' group by b.coupon_id`,
);
// A killed run that makes codes starts again. One that reads a file goes on.
const begin = statement(
  'coupon-batch-begin',
  `update coupon_batches set state = 'running', done = case when kind = 'made' then 0 else done end where id = $1 and state in ('waiting', 'running') returning id`,
);
// Until the transaction ends, or the process dies.
const hold = statement(
  'coupon-batch-hold',
  `select pg_try_advisory_xact_lock(hashtextextended($1::text, 11)) as free`,
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
// Only if nobody was faster.
const mark = statement(
  'coupon-batch-mark',
  `update coupon_batches set fetched_at = $4, file_until = $5
   where id = $1 and fetched_at is not distinct from $2 and file_until = $3 returning id`,
);
const stale = statement(
  'coupon-batches-stale',
  'select id from coupon_batches where file_until <= $1 and file_until > $2',
);

/** Until when the file with the codes can be fetched, and when it was fetched first. */
export interface KeptFile {
  readonly fileUntil: Date | null;
  readonly fetchedAt: Date | null;
}

export interface BatchRow
  extends
    Pick<CouponBatch, 'id' | 'couponId' | 'kind' | 'prefix' | 'state' | 'refused' | 'failure' | 'used'>,
    KeptFile {
  readonly total: number;
  readonly done: number;
  readonly createdAt: Date;
  /** Exclusive; null: they end with their coupon. */
  readonly codesEndAt: Date | null;
  readonly finishedAt: Date | null;
}

export type NewBatch = Pick<
  BatchRow,
  'id' | 'couponId' | 'kind' | 'prefix' | 'total' | 'createdAt' | 'codesEndAt'
>;

@Injectable()
export class CouponBatchesRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert({ id, couponId, kind, prefix, total, createdAt, codesEndAt }: NewBatch): Promise<void> {
    await this.transactions.query(insert, [id, couponId, kind, prefix, total, createdAt, codesEndAt]);
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

  /** False if another run makes its codes. */
  async hold(id: string): Promise<boolean> {
    return (await this.transactions.query(hold, [id]))[0]?.free === true;
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

  /** Changes what is kept of the file. False if someone else was faster. */
  async mark(id: string, from: KeptFile, to: KeptFile): Promise<boolean> {
    const values = [id, from.fetchedAt, from.fileUntil, to.fetchedAt, to.fileUntil] as const;
    return (await this.transactions.query(mark, values)).length > 0;
  }

  /** Those whose file is to be deleted since `after`. */
  async stale(at: Date, after: Date): Promise<string[]> {
    return (await this.transactions.query(stale, [at, after])).map(({ id }) => id);
  }
}

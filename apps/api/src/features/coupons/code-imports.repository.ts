import { Injectable } from '@nestjs/common';
import type { CodeLineError, CouponBatch } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const mark = statement(
  'code-import-mark',
  `select read_bytes as bytes, read_lines as lines from coupon_batches where id = $1 and state in ('waiting', 'running')`,
);
const lockedMark = statement(
  'code-import-locked-mark',
  `select read_bytes as bytes, read_lines as lines from coupon_batches where id = $1 and state = 'running' for update`,
);
// The key decides. What another import stores at the same time is waited for, in the order of the ids.
const add = statement(
  'code-import-add',
  `with sent as (select * from unnest($2::uuid[], $3::text[]) as n(id, ending)),
     taken as (
       insert into coupon_codes (id, coupon_id, batch_id, ending, expires_at)
       select n.id, b.coupon_id, b.id, n.ending, b.codes_end_at from sent n cross join coupon_batches b where b.id = $1 order by n.id
       on conflict (id) do nothing returning id)
   select n.id, c.batch_id is not distinct from $1 as own
   from sent n left join taken t on t.id = n.id left join coupon_codes c on c.id = n.id where t.id is null`,
);
const refuse = statement(
  'code-import-refuse',
  `insert into coupon_code_errors (batch_id, line, reason)
   select $1, n.line, n.reason from unnest($2::int[], $3::text[]) as n(line, reason)`,
);
const advance = statement(
  'code-import-advance',
  `update coupon_batches set done = done + $2, refused = refused + $3, read_bytes = $4, read_lines = $5, attempts = 0 where id = $1`,
);
const finish = statement(
  'code-import-finish',
  `update coupon_batches set state = 'done', finished_at = $2 where id = $1 and state = 'running'`,
);
const sharedKeys = statement(
  'code-import-shared-keys',
  `select code_key as key from coupons where state <> 'ended' and code_key is not null`,
);
const unfinished = statement(
  'code-imports-unfinished',
  `select id from coupon_batches where id = any($1::uuid[])
     and (state in ('waiting', 'running') or state = 'failed' and kind = 'imported' and finished_at > $2)`,
);
const tried = statement(
  'code-import-tried',
  `update coupon_batches set attempts = attempts + 1 where id = $1 and state = 'running' returning attempts`,
);
const fail = statement(
  'code-import-fail',
  `update coupon_batches set state = 'failed', finished_at = $2, failure = $3 where id = $1 and state in ('waiting', 'running')`,
);
const restart = statement(
  'code-import-restart',
  `update coupon_batches set state = 'waiting', finished_at = null, failure = null, attempts = 0
   where id = $1 and kind = 'imported' and state = 'failed' and failure is distinct from 'file' and finished_at > $2 returning id`,
);
const lockFailed = statement(
  'code-import-lock-failed',
  `select state = 'failed' and kind = 'imported' as failed from coupon_batches where id = $1 for update`,
);
// In the order in which sales lock them.
const lockCodes = statement(
  'code-import-lock-codes',
  'select count(*) as codes from (select id from coupon_codes where batch_id = $1 order by id for update) locked',
);
const inUse = statement(
  'code-import-in-use',
  `select exists (select from coupon_codes c where c.batch_id = $1 and (c.used_at is not null or c.held_until > $2
     or exists (select from coupon_code_returns r where r.code_id = c.id))) as used`,
);
const removeCodes = statement('code-import-remove-codes', 'delete from coupon_codes where batch_id = $1');
const removeErrors = statement(
  'code-import-remove-errors',
  'delete from coupon_code_errors where batch_id = $1',
);
const removeBatch = statement('code-import-remove-batch', 'delete from coupon_batches where id = $1');
const forgetErrors = statement(
  'code-import-forget-errors',
  `delete from coupon_code_errors e using coupon_batches b where b.id = e.batch_id and b.finished_at < $1`,
);
const errors = statement(
  'code-import-errors',
  'select line, reason from coupon_code_errors where batch_id = $1 and line > $2 order by line limit $3',
);

/** How much of a file was read. */
export interface FileMark {
  readonly bytes: number;
  readonly lines: number;
}

export interface NewCode {
  readonly id: string;
  readonly ending: string;
}

/** Batches of codes that come from a file. */
@Injectable()
export class CodeImportsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined if it is over. */
  async mark(batchId: string): Promise<FileMark | undefined> {
    return (await this.transactions.query(mark, [batchId]))[0];
  }

  /** Until the end of the transaction, nobody else reads this file. */
  async lockedMark(batchId: string): Promise<FileMark | undefined> {
    return (await this.transactions.query(lockedMark, [batchId]))[0];
  }

  /** Returns those that were there before; `own` if this batch brought them. */
  async add(batchId: string, codes: readonly NewCode[]): Promise<{ id: string; own: boolean }[]> {
    const ids = codes.map(({ id }) => id);
    const endings = codes.map(({ ending }) => ending);
    return this.transactions.query(add, [batchId, ids, endings]);
  }

  async refuse(batchId: string, refused: readonly CodeLineError[]): Promise<void> {
    if (refused.length === 0) return;
    const lines = refused.map(({ line }) => line);
    await this.transactions.query(refuse, [batchId, lines, refused.map(({ reason }) => reason)]);
  }

  async advance(
    batchId: string,
    { done, refused }: { readonly done: number; readonly refused: number },
    { bytes, lines }: FileMark,
  ): Promise<void> {
    await this.transactions.query(advance, [batchId, done, refused, bytes, lines]);
  }

  async finish(batchId: string, at: Date): Promise<void> {
    await this.transactions.query(finish, [batchId, at]);
  }

  /** The codes that everyone types, of coupons that have not ended. */
  async sharedKeys(): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.query(sharedKeys, []);
    return new Set(rows.flatMap(({ key }) => key ?? []));
  }

  /** Those that still need their file: also what failed after this moment, because it may be started again. */
  async unfinished(batchIds: readonly string[], failedAfter: Date): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.query(unfinished, [batchIds, failedAfter]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Counts a failed run. How many failed since the last piece that was stored; 0 if it is over. */
  async tried(batchId: string): Promise<number> {
    return (await this.transactions.query(tried, [batchId]))[0]?.attempts ?? 0;
  }

  async fail(batchId: string, at: Date, failure: NonNullable<CouponBatch['failure']>): Promise<void> {
    await this.transactions.query(fail, [batchId, at, failure]);
  }

  /** False if it did not fail after this moment, or without its file. */
  async restart(batchId: string, failedAfter: Date): Promise<boolean> {
    return (await this.transactions.query(restart, [batchId, failedAfter])).length > 0;
  }

  /** False if it has not failed, or if a sale has used or holds one of its codes. */
  async remove(batchId: string, now: Date): Promise<boolean> {
    const [row] = await this.transactions.query(lockFailed, [batchId]);
    if (row?.failed !== true) return false;
    await this.transactions.query(lockCodes, [batchId]);
    const [codes] = await this.transactions.query(inUse, [batchId, now]);
    if (codes?.used !== false) return false;
    for (const part of [removeCodes, removeErrors, removeBatch])
      await this.transactions.query(part, [batchId]);
    return true;
  }

  /** The refused lines of what ended before. */
  async forgetErrors(before: Date): Promise<void> {
    await this.transactions.query(forgetErrors, [before]);
  }

  /** In the order of their lines. */
  async errors(batchId: string, after: number, limit: number): Promise<CodeLineError[]> {
    return this.transactions.query(errors, [batchId, after, limit]);
  }
}

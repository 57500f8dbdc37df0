import { Injectable } from '@nestjs/common';
import type { CodeLineError } from '@regulars/contracts';
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
       insert into coupon_codes (id, coupon_id, batch_id, ending)
       select n.id, b.coupon_id, b.id, n.ending from sent n cross join coupon_batches b where b.id = $1 order by n.id
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
  `update coupon_batches set done = done + $2, refused = refused + $3, read_bytes = $4, read_lines = $5 where id = $1`,
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
  `select id from coupon_batches where id = any($1::uuid[]) and state in ('waiting', 'running')`,
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

  async unfinished(batchIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.transactions.query(unfinished, [batchIds])).map(({ id }) => id));
  }

  /** In the order of their lines. */
  async errors(batchId: string, after: number, limit: number): Promise<CodeLineError[]> {
    return this.transactions.query(errors, [batchId, after, limit]);
  }
}

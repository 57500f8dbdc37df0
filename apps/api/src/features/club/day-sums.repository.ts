import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export type SummedKind = 'members' | 'points' | 'sales';

export interface SummedDays {
  readonly zone: string;
  readonly marked: string | null;
  readonly made: string | null;
  /** Every transaction that may not have seen the mark has ended; null until these are known. */
  readonly settled: boolean | null;
}

const take = statement(
  'day-sums-take',
  `select zone, marked_until as marked, made_until as made, marked_by <= pg_snapshot_xmin(pg_current_snapshot()) as settled
   from day_sums where kind = $1 for update skip locked`,
);
const introduce = statement(
  'day-sums-introduce',
  'insert into day_sums (kind, zone) values ($1, $2) on conflict do nothing',
);
const begin = statement(
  'day-sums-begin',
  'update day_sums set zone = $2, marked_until = null, marked_by = null, made_until = null where kind = $1',
);
const forget = statement('day-sums-forget', 'delete from day_sums_due where kind = $1');
const mark = statement(
  'day-sums-mark',
  'update day_sums set marked_until = $2, marked_by = null where kind = $1',
);
// Once the mark is visible: a transaction that did not see it has a lower number than all that begin from now on.
const guard = statement(
  'day-sums-guard',
  'update day_sums set marked_by = pg_snapshot_xmax(pg_current_snapshot()) where kind = $1',
);
const make = statement('day-sums-make', 'update day_sums set made_until = $2 where kind = $1');
const takeDue = statement(
  'day-sums-take-due',
  `with chosen as (select distinct day from day_sums_due where kind = $1 and day <= $2 order by day limit $3),
     taken as (delete from day_sums_due d using chosen where d.kind = $1 and d.day = chosen.day)
   select day from chosen order by day`,
);

/** Which days are summed up, and which of them changed since. */
@Injectable()
export class DaySumsRepository {
  constructor(private readonly transactions: Transactions) {}

  async introduce(kind: SummedKind, zone: string): Promise<void> {
    await this.transactions.query(introduce, [kind, zone]);
  }

  /** Locked; undefined if another process has it. */
  async take(kind: SummedKind): Promise<SummedDays | undefined> {
    return (await this.transactions.query(take, [kind]))[0];
  }

  /** From the start, in this zone. */
  async begin(kind: SummedKind, zone: string): Promise<void> {
    await this.transactions.query(begin, [kind, zone]);
    await this.transactions.query(forget, [kind]);
  }

  /** From the end of this transaction on, changes of the days until this one are noted. */
  async mark(kind: SummedKind, until: string): Promise<void> {
    await this.transactions.query(mark, [kind, until]);
  }

  /** In a transaction after that of the mark. */
  async guard(kind: SummedKind): Promise<void> {
    await this.transactions.query(guard, [kind]);
  }

  async make(kind: SummedKind, until: string): Promise<void> {
    await this.transactions.query(make, [kind, until]);
  }

  /** Days that changed, the first ones first. The caller sums them up in the same transaction. */
  async takeDue(kind: SummedKind, until: string, most: number): Promise<string[]> {
    return (await this.transactions.query(takeDue, [kind, until, most])).map(({ day }) => day);
  }
}

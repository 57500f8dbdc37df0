import { Injectable } from '@nestjs/common';
import type { Import } from '@regulars/contracts';
import { localDateOf } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Outcome } from './import.ts';
import { statement } from './statements.ts';

const add = statement(
  'import-sums-add',
  `insert into import_sums (import_id, year, bookings, plus, minus)
   select $1, n.year, n.bookings, n.plus, n.minus
   from jsonb_to_recordset($2::jsonb) as n(year int, bookings bigint, plus bigint, minus bigint)
   on conflict (import_id, year) do update set bookings = import_sums.bookings + excluded.bookings,
     plus = import_sums.plus + excluded.plus, minus = import_sums.minus + excluded.minus`,
);
const clear = statement('import-sums-clear', 'delete from import_sums where import_id = $1');
const all = statement(
  'import-sums',
  'select year, bookings, plus, minus from import_sums where import_id = $1 order by year',
);

interface Sum {
  readonly year: number;
  bookings: number;
  plus: number;
  minus: number;
}

const never = 0;

/** What imports add and deduct, by the year in which it expires. */
@Injectable()
export class ImportSums {
  constructor(private readonly transactions: Transactions) {}

  async add(importId: string, outcomes: readonly Outcome[], zone: string): Promise<void> {
    const sums = sumsOf(outcomes, zone);
    if (sums.length > 0) await this.transactions.query(add, [importId, JSON.stringify(sums)]);
  }

  async clear(importId: string): Promise<void> {
    await this.transactions.query(clear, [importId]);
  }

  /** Null if the import moves no points. */
  async of(importId: string): Promise<Import['points']> {
    const sums = await this.transactions.query(all, [importId]);
    if (sums.length === 0) return null;
    const total = (of: 'bookings' | 'plus' | 'minus'): number => sums.reduce((sum, row) => sum + row[of], 0);
    return {
      bookings: total('bookings'),
      plus: total('plus'),
      minus: total('minus'),
      expiring: sums
        .filter(({ plus }) => plus > 0)
        .map(({ year, plus: points }) => ({ year: year === never ? null : year, points })),
    };
  }
}

const sumsOf = (outcomes: readonly Outcome[], zone: string): Sum[] => {
  const sums = new Map<number, Sum>();
  for (const { points: moved = [] } of outcomes)
    for (const { points, expiresAt } of moved) {
      // The last day counts, and not the first moment after it.
      const year = points < 0 || expiresAt === null ? never : localDateOf(expiresAt - 1, zone).year;
      const sum = sums.get(year) ?? { year, bookings: 0, plus: 0, minus: 0 };
      sum.bookings += 1;
      sum.plus += Math.max(points, 0);
      sum.minus += Math.max(-points, 0);
      sums.set(year, sum);
    }
  return [...sums.values()];
};

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

/** Goods of an article whose purchase is looked for. */
export interface WantedGoods {
  /** Of the purchase; none if nothing names it. */
  readonly receipts: readonly string[];
  /** Where these receipts may be from, the likeliest first. */
  readonly locationIds: readonly string[];
  readonly memberId: string | null;
  readonly currency: string;
  readonly sku: string | null;
  readonly name: string | null;
  /** The purchase was not later. */
  readonly until: string;
}

export interface ReturnableRow {
  /** Index of the goods that were looked for, from 0. */
  readonly wanted: number;
  readonly purchase: string;
  readonly location_id: string;
  /** Index in the purchase, from 0. */
  readonly line: number;
  readonly quantity: number;
  readonly returned: number;
  readonly gross: number;
}

/** Lines of each article that are looked at, the latest first. */
const mostLines = 100;
// Purchases that are named come first, then the member's, the latest first.
const lines = statement(
  'returnable-lines',
  `select w.wanted - 1 as wanted, f.id as purchase, f.location_id, l.line, l.quantity::float8 as quantity,
     l.returned::float8 as returned, l.amount as gross
   from jsonb_to_recordset($1::jsonb) as w(wanted int, receipts text[], "locationIds" uuid[], "memberId" uuid,
     currency text, sku text, name text, until timestamptz)
   cross join lateral (
     select p.id, p.location_id, p.purchased_at,
       array_position(w.receipts, p.receipt_number) as receipt, array_position(w."locationIds", p.location_id) as place
     from unnest(w.receipts) r cross join unnest(w."locationIds") c
     join purchases p on p.location_id = c and p.receipt_number = r
     where w."memberId" is null or p.member_id is null or p.member_id = w."memberId"
     union all
     select p.id, p.location_id, p.purchased_at, null, null from purchases p
     where p.member_id = w."memberId" and p.purchased_at <= w.until and p.currency = w.currency
       and not exists (select from unnest(w.receipts) r where r = p.receipt_number and p.location_id = any(w."locationIds"))
   ) f
   join purchase_lines l on l.purchase_id = f.id and l.returned < l.quantity
     and l.sku is not distinct from w.sku and (w.sku is not null or l.name is not distinct from w.name)
   order by w.wanted, f.receipt nulls last, f.place, f.purchased_at desc, f.id desc, l.line`,
);
const numbers = statement(
  'return-numbers',
  `select location_id, receipt_number, min(returned_at) as returned_at from purchase_returns
   where (location_id, receipt_number) in (select * from unnest($1::uuid[], $2::text[])) group by 1, 2`,
);

export interface CountedNumber {
  readonly location_id: string;
  readonly receipt_number: string;
  readonly returned_at: Date;
}

/** What may come back: lines of purchases, and the numbers of returns that have counted. */
@Injectable()
export class Returnables {
  constructor(private readonly transactions: Transactions) {}

  /** For each of the goods, the lines of the likeliest purchase first. */
  async lines(wanted: readonly WantedGoods[]): Promise<ReturnableRow[][]> {
    const found = wanted.map((): ReturnableRow[] => []);
    if (wanted.length === 0) return found;
    const asked = wanted.map((goods, index) => ({ wanted: index + 1, ...goods }));
    for (const row of await this.transactions.query(lines, [JSON.stringify(asked)])) {
      const some = found[row.wanted];
      if (some && some.length < mostLines) some.push(row);
    }
    return found;
  }

  async counted(receipts: readonly { locationId: string; number: string }[]): Promise<CountedNumber[]> {
    if (receipts.length === 0) return [];
    const places = receipts.map(({ locationId }) => locationId);
    return this.transactions.query(numbers, [places, receipts.map(({ number }) => number)]);
  }
}

import { Injectable } from '@nestjs/common';
import type { ReportingAmount } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

interface UnconvertedRow {
  id: string;
  member_id: string | null;
  purchased_at: Date;
  currency: string;
  gross: number;
}
/** A purchase without an amount in the reporting currency. */
export type Unconverted = Readonly<UnconvertedRow>;

export interface Converted extends ReportingAmount {
  readonly id: string;
}

const unconverted = statement(
  'purchase-unconverted',
  `select id, member_id, purchased_at, currency, gross from purchases
   where reporting_gross is null and ($1::uuid is null or id > $1) order by id limit $2 for update`,
);
const convert = statement(
  'purchase-convert',
  `update purchases p set reporting_currency = n.currency, exchange_rate = n.rate, reporting_gross = n.gross
   from jsonb_to_recordset($1::jsonb) as n(id uuid, currency text, rate numeric, gross bigint)
   where p.id = n.id and p.reporting_gross is null`,
);
const forget = statement(
  'purchase-forget-converted',
  `with others as (
     select id from purchases where id > $2 and reporting_currency <> $1 order by id limit $3 for update
   ), forgotten as (
     update purchases p set reporting_currency = null, exchange_rate = null, reporting_gross = null
     from others where p.id = others.id returning p.id, p.member_id
   )
   select id, member_id from forgotten order by id`,
);

/** Amounts in the reporting currency for purchases posted without one. */
@Injectable()
export class ReportingRepository {
  constructor(private readonly transactions: Transactions) {}

  /** In the order of their ids, locked. */
  async unconverted(after: string | null, limit: number): Promise<Unconverted[]> {
    return this.transactions.query(unconverted, [after, limit]);
  }

  async convert(amounts: readonly Converted[]): Promise<void> {
    await this.transactions.query(convert, [JSON.stringify(amounts)]);
  }

  /** Some purchases after this id that lost their amount when the currency changed. */
  async forgetOthers(
    currency: string,
    after: string,
    limit: number,
  ): Promise<Pick<Unconverted, 'id' | 'member_id'>[]> {
    return this.transactions.query(forget, [currency, after, limit]);
  }
}

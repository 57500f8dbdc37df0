import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Searched } from '../cards/index.ts';
import { measureJson, momentsOf, type AskedPeriod, type Measure } from '../tiers/index.ts';
import type { Found } from './found.ts';
import { statement } from './statements.ts';

const lookUp = statement('till-look-up', 'select till_lookup($1, $2, $3, $4, $5, $6) as found');

@Injectable()
export class TillRepository {
  constructor(private readonly transactions: Transactions) {}

  /** One call: all whose code this is; `period` is the qualifying period of the tiers. */
  async lookUp(
    { code, typed }: Searched,
    at: Instant,
    period: AskedPeriod,
    measure: Measure | null,
  ): Promise<Found[]> {
    const values = [code, isoOf(at), ...momentsOf(period), typed, measureJson(measure)] as const;
    const rows = await this.transactions.query(lookUp, values);
    return rows.map(({ found }) => found);
  }
}

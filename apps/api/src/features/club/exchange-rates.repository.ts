import { Injectable } from '@nestjs/common';
import type { ExchangeRate } from '@regulars/contracts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';

interface RateRow {
  currency: string;
  from_date: string;
  rate: string;
}

const columns = 'currency, from_date, trim_scale(rate)::text as rate';
const all = statement('exchange-rate-all', `select ${columns} from exchange_rates where reporting = $1`);
const list = statement(
  'exchange-rate-list',
  `select ${columns} from exchange_rates
   where reporting = $1 and ($2::date is null or from_date < $2 or (from_date = $2 and currency > $3))
   order by from_date desc, currency limit $4`,
);
const put = statement(
  'exchange-rate-put',
  `insert into exchange_rates (reporting, currency, from_date, rate) values ($1, $2, $3, $4)
   on conflict (reporting, currency, from_date) do update set rate = excluded.rate returning ${columns}`,
);
const remove = statement(
  'exchange-rate-remove',
  `delete from exchange_rates where reporting = $1 and currency = $2 and from_date = $3 returning ${columns}`,
);

/** Rates to the reporting currency. Rates to an earlier one are kept in case the club returns to it. */
@Injectable()
export class ExchangeRatesRepository {
  constructor(private readonly transactions: Transactions) {}

  async all(reporting: string): Promise<ExchangeRate[]> {
    return (await this.transactions.query<RateRow>(all, [reporting])).map(show);
  }

  /** Newest first, after the cursor's day and currency. */
  async list(
    reporting: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ExchangeRate[]> {
    const [day, currency] = after ?? [null, null];
    return (await this.transactions.query<RateRow>(list, [reporting, day, currency, limit])).map(show);
  }

  async put(reporting: string, { currency, from, rate }: ExchangeRate): Promise<ExchangeRate> {
    const [row] = await this.transactions.query<RateRow>(put, [reporting, currency, from, rate]);
    if (!row) throw new Error('insert returned no row');
    return show(row);
  }

  /** The previous rate. */
  async remove(reporting: string, currency: string, from: string): Promise<ExchangeRate | undefined> {
    const [row] = await this.transactions.query<RateRow>(remove, [reporting, currency, from]);
    return row && show(row);
  }
}

const show = ({ currency, from_date, rate }: RateRow): ExchangeRate => ({ currency, from: from_date, rate });

import { Injectable } from '@nestjs/common';
import type { ExchangeRate } from '@regulars/contracts';
import { LessThan, MoreThan, type FindOptionsWhere, type Repository } from 'typeorm';
import { put, remove } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ExchangeRateEntity } from './entities/exchange-rate.entity.ts';

/** Rates to the reporting currency. Rates to an earlier one are kept in case the club returns to it. */
@Injectable()
export class ExchangeRatesRepository {
  constructor(private readonly transactions: Transactions) {}

  async all(reporting: string): Promise<ExchangeRate[]> {
    return (await this.#rows.findBy({ reporting })).map(show);
  }

  /** Newest first, after the cursor's day and currency. */
  async list(
    reporting: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ExchangeRate[]> {
    const rows = await this.#rows.find({
      where: after ? following(reporting, ...after) : { reporting },
      order: { from: 'desc', currency: 'asc' },
      take: limit,
    });
    return rows.map(show);
  }

  async put(reporting: string, { currency, from, rate }: ExchangeRate): Promise<ExchangeRate> {
    const row = { reporting, currency, from, rate };
    return show(await put(this.#rows, row, ['reporting', 'currency', 'from']));
  }

  /** The previous rate. */
  async remove(reporting: string, currency: string, from: string): Promise<ExchangeRate | undefined> {
    return (await remove(this.#rows, { reporting, currency, from })).map(show)[0];
  }

  get #rows(): Repository<ExchangeRateEntity> {
    return this.transactions.entities(ExchangeRateEntity);
  }
}

const following = (
  reporting: string,
  day: string,
  currency: string,
): FindOptionsWhere<ExchangeRateEntity>[] => [
  { reporting, from: LessThan(day) },
  { reporting, from: day, currency: MoreThan(currency) },
];

const show = ({ currency, from, rate }: ExchangeRateEntity): ExchangeRate => ({
  currency,
  from,
  // PostgreSQL fills it up to nine digits.
  rate: rate.replace(/\.?0+$/, ''),
});

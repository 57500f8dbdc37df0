import { Injectable } from '@nestjs/common';
import { date, type ExchangeRate } from '@regulars/contracts';
import { localDateOf, reportingAmount, type Instant, type ReportingAmount } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { foreignCursor, page, readCursor, type Page, type PageQuery } from '../../platform/http/cursor.ts';
import { ClubChanges, type ReportingChange } from './club-changes.ts';
import { ClubSettings } from './club-settings.ts';
import { ExchangeRatesRepository } from './exchange-rates.repository.ts';
import { Remembered } from './remembered.ts';

interface ReportingRates {
  /** The target currency. */
  readonly reporting: string;
  readonly zone: string;
  readonly rates: readonly ExchangeRate[];
}

/** An amount of money at a moment. */
export interface Moved {
  readonly gross: number;
  readonly currency: string;
  readonly at: Instant;
}

/** Exchange rates to the club's reporting currency. */
@Injectable()
export class ExchangeRates {
  readonly #known: Remembered<ReportingRates>;

  constructor(
    private readonly rates: ExchangeRatesRepository,
    private readonly settings: ClubSettings,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly changes: ClubChanges,
  ) {
    this.#known = new Remembered(transactions, () => this.#load());
    changes.onChange(() => this.#known.forget());
  }

  /** Its value at the rate of its day in the club's calendar; null while unknown. From memory. */
  async reportingAmount({ gross, currency, at }: Moved): Promise<ReportingAmount | null> {
    const { reporting, zone, rates } = await this.#known.get();
    // Nearly all purchases are in the reporting currency and need no day.
    const day = currency === reporting ? '' : localDateOf(at, zone).toString();
    return reportingAmount({ gross, currency, day }, reporting, rates);
  }

  /** Runs in the transaction of a change that makes amounts known or changes their currency. */
  onChange(follow: (change: ReportingChange) => Promise<void>): void {
    this.changes.onReportingChange(follow);
  }

  async list(query: PageQuery): Promise<Page<ExchangeRate>> {
    const { reportingCurrency } = await this.settings.current();
    const rows = await this.rates.list(reportingCurrency, readPosition(query.cursor), query.limit + 1);
    return page(
      rows,
      query.limit,
      (rate) => rate,
      ({ from, currency }) => [from, currency],
    );
  }

  /** Replaces the rate of the same day. Throws `invalid-request` for the reporting currency itself. */
  async put(actor: Actor, rate: ExchangeRate): Promise<ExchangeRate> {
    return this.transactions.run(async () => {
      const { reportingCurrency } = await this.settings.current();
      if (rate.currency === reportingCurrency)
        throw ClubError.field('invalid-request', '/currency', 'this is the reporting currency');
      const after = await this.rates.put(reportingCurrency, rate);
      await this.audit.record(actor, { action: 'exchange-rate.set', subject: subjectOf(after), after });
      await this.changes.announce('exchange-rate');
      await this.changes.announceReporting('rate');
      return after;
    });
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, currency: string, from: string): Promise<void> {
    await this.transactions.run(async () => {
      const { reportingCurrency } = await this.settings.current();
      const before = await this.rates.remove(reportingCurrency, currency, from);
      if (!before) throw new ClubError('not-found');
      await this.audit.record(actor, { action: 'exchange-rate.removed', subject: subjectOf(before), before });
      await this.changes.announce('exchange-rate');
    });
  }

  async #load(): Promise<ReportingRates> {
    const { reportingCurrency: reporting, timeZone: zone } = await this.settings.current();
    return { reporting, zone, rates: await this.rates.all(reporting) };
  }
}

const subjectOf = ({ currency, from }: ExchangeRate): { type: string; id: string } => ({
  type: 'exchange-rate',
  id: `${currency} ${from}`,
});

const readPosition = (cursor: string | undefined): readonly [string, string] | null => {
  const values = readCursor(cursor, 'text', 'text');
  if (values && !date.safeParse(values[0]).success) throw foreignCursor();
  return values;
};

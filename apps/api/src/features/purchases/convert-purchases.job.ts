import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ClubSettings, ExchangeRates } from '../club/index.ts';
import { MemberFacts } from '../facts/index.ts';
import { ReportingRepository, type Converted } from './reporting.repository.ts';

const batch = 500;

/**
 * Adds the amount in the reporting currency to purchases once a manager has entered the rate. Existing amounts
 * keep their rate. Only a new reporting currency changes all of them.
 */
@Injectable()
export class ConvertPurchasesJob implements Job {
  readonly name = 'convert-purchases';
  // A process that has not heard of a new rate may post a purchase without it.
  readonly cron = '7 * * * *';

  constructor(
    jobs: Jobs,
    private readonly reporting: ReportingRepository,
    private readonly rates: ExchangeRates,
    private readonly club: ClubSettings,
    private readonly facts: MemberFacts,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
    rates.onChange((change) => jobs.enqueue(this.name, { anew: change === 'currency' }));
  }

  async run(data: unknown): Promise<void> {
    if ((data as { anew?: boolean } | null)?.anew) await this.#forgetOthers();
    await this.convert();
  }

  /** All purchases that have a rate by now. */
  async convert(): Promise<void> {
    let after: string | null = null;
    do after = await this.transactions.run(() => this.#convertSome(after));
    while (after !== null);
  }

  async #forgetOthers(): Promise<void> {
    const { reportingCurrency } = await this.club.current();
    let after: string | null = lowestId;
    do after = await this.transactions.run(() => this.#forgetSome(reportingCurrency, after ?? lowestId));
    while (after !== null);
  }

  async #forgetSome(currency: string, after: string): Promise<string | null> {
    const forgotten = await this.reporting.forgetOthers(currency, after, batch);
    await this.facts.refresh([...new Set(forgotten.flatMap(({ member_id: id }) => id ?? []))]);
    return forgotten.at(-1)?.id ?? null;
  }

  /** The last checked purchase; null at the end. */
  async #convertSome(after: string | null): Promise<string | null> {
    const purchases = await this.reporting.unconverted(after, batch);
    const converted: Converted[] = [];
    const members = new Set<string>();
    for (const { id, member_id, purchased_at, currency, gross } of purchases) {
      const amount = await this.rates.reportingAmount({ gross, currency, at: purchased_at.getTime() });
      if (!amount) continue;
      converted.push({ id, ...amount });
      if (member_id !== null) members.add(member_id);
    }
    if (converted.length > 0) {
      await this.reporting.convert(converted);
      await this.facts.refresh([...members]);
    }
    return purchases.length === batch ? (purchases.at(-1)?.id ?? null) : null;
  }
}

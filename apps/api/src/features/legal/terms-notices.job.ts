import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { TermsMails } from './terms-mails.ts';
import { NoticesRepository } from './notices.repository.ts';
import { VersionsRepository, type VersionRow } from './versions.repository.ts';

const atOnce = 200;
/** Members who confirm an address later are asked in the portal. */
const daysOfNotice = 90;

export const termsNoticesJob = 'terms-notices';

/**
 * Tells members by mail of new terms, each once. Each batch notes its members in the transaction that queues the
 * mails, so an interrupted run goes on where it stopped.
 */
@Injectable()
export class TermsNoticesJob implements Job {
  readonly name = termsNoticesJob;
  readonly cron = '20 7 * * *';

  constructor(
    jobs: Jobs,
    private readonly versions: VersionsRepository,
    private readonly notices: NoticesRepository,
    private readonly mails: TermsMails,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.tell();
  }

  /** Number of queued mails. */
  async tell(): Promise<number> {
    const newest = (await this.versions.list('terms')).at(-1);
    if (!newest || newest.version === 1 || this.#isOld(newest)) return 0;
    let told = 0;
    let after: string | null = null;
    do {
      const ids: string[] = await this.notices.untold(newest.version, after, atOnce);
      const some = ids.length > 0 ? await this.transactions.run(() => this.#tellSome(newest, ids)) : 0;
      // Another run is at it and tells the rest too.
      if (some === null) return told;
      told += some;
      after = ids.at(-1) ?? null;
    } while (after !== null);
    return told;
  }

  /** Null if another run is at it. */
  async #tellSome(terms: VersionRow, ids: readonly string[]): Promise<number | null> {
    if (!(await this.notices.takeTurn())) return null;
    const readers = await this.mails.readersOf(terms, ids);
    const readerIds = readers.map(({ id }) => id);
    const first = await this.notices.note(readerIds, terms.version, this.clock.date());
    return this.mails.send(
      terms,
      readers.filter(({ id }) => first.has(id)),
    );
  }

  #isOld({ effectiveFrom, publishedAt }: VersionRow): boolean {
    const now = this.clock.now();
    return effectiveFrom < now && publishedAt.getTime() < now - daysOfNotice * dayMs;
  }
}

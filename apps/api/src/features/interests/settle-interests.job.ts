import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { DueRepository } from './due.repository.ts';
import { settleInterests } from './interest-settings.ts';
import { Observing } from './observing.ts';
import { SignalsRepository } from './signals.repository.ts';

/** Members that are observed in one transaction. */
const mostAtOnce = 500;

/**
 * Observes members who were noted, and all members after a change of the settings. Each batch is stored with the progress, so that
 * the next run continues an interrupted one.
 */
@Injectable()
export class SettleInterestsJob implements Job, OnApplicationShutdown {
  readonly name = settleInterests;
  #stopping = false;

  constructor(
    jobs: Jobs,
    private readonly due: DueRepository,
    private readonly signals: SignalsRepository,
    private readonly observing: Observing,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  onApplicationShutdown(): void {
    this.#stopping = true;
  }

  async run(): Promise<void> {
    while (!this.#stopping && (await this.transactions.run(() => this.#settleNoted())));
    while (!this.#stopping && (await this.transactions.run(() => this.#refillSome())));
  }

  /** What was observed goes if the club may no longer profile its member. */
  async sweep(): Promise<void> {
    let after: string | null = null;
    do after = await this.transactions.run(() => this.#sweepSome(after));
    while (after !== null && !this.#stopping);
  }

  /** False if nobody was noted. */
  async #settleNoted(): Promise<boolean> {
    await this.signals.holdConsents();
    const members = await this.due.take(mostAtOnce);
    if (members.length > 0) await this.observing.observe(members);
    return members.length > 0;
  }

  /** False if nothing is left to do. */
  async #refillSome(): Promise<boolean> {
    await this.signals.holdConsents();
    const members = await this.due.next(mostAtOnce);
    if (!members) return false;
    if (members.length > 0) await this.observing.observe(members);
    await this.due.advance(members.at(-1) ?? null);
    return true;
  }

  async #sweepSome(after: string | null): Promise<string | null> {
    const members = await this.signals.owners(after, mostAtOnce);
    await this.observing.forgetUnlessAllowed(members);
    return members.at(-1) ?? null;
  }
}

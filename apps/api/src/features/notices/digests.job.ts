import { Injectable } from '@nestjs/common';
import { nextDigest } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { DigestMails } from './digest-mails.ts';
import { DigestsRepository } from './digests.repository.ts';

/** Members in one transaction. */
const batch = 100;

/** Sends the summaries that are due. Those that were missed come together, in one. */
@Injectable()
export class NoticeDigestsJob implements Job {
  readonly name = 'notice-digests';
  readonly cron = '*/15 * * * *';

  constructor(
    jobs: Jobs,
    private readonly digests: DigestsRepository,
    private readonly mails: DigestMails,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    while (await this.transactions.run(() => this.#sendSome()));
  }

  /** Whether there may be more. */
  async #sendSome(): Promise<boolean> {
    const now = this.clock.date();
    const { timeZone } = await this.club.current();
    const due = await this.digests.due(now, batch);
    for (const digest of due) {
      await this.mails.send(digest, now);
      const next = nextDigest(digest.every, now.getTime(), timeZone);
      await this.digests.move(digest.memberId, now, new Date(next));
    }
    return due.length === batch;
  }
}

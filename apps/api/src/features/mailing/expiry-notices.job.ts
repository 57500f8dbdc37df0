import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Notices, type NewNotice } from '../notices/index.ts';
import { ExpiringPoints, type ExpiringDay, type ExpiringPage } from '../points/index.ts';
import { ExpiryMails, type DueNotice } from './expiry-mails.ts';

const notices = [7, 30] as const;
const farthest = Math.max(...notices);

/** Warns members, by e-mail and in the portal, 30 and 7 days before points expire; later if the job could not run on that day. */
@Injectable()
export class ExpiryNoticesJob implements Job {
  readonly name = 'expiry-notices';
  readonly cron = '0 7 * * *';

  constructor(
    jobs: Jobs,
    private readonly points: ExpiringPoints,
    private readonly mails: ExpiryMails,
    private readonly notices: Notices,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    await this.notify();
  }

  /** Number of queued mails. */
  async notify(): Promise<number> {
    const now = this.clock.now();
    let sent = 0;
    const next = (after: ExpiringPage['last'] | null) => this.points.next(now, farthest, after);
    for (let page = await next(null); page; page = await next(page.last)) {
      const due = page.days.flatMap(dueOf);
      sent += await this.transactions.run(() => this.#tell(due));
    }
    return sent;
  }

  /** Mails and notices are of one transaction, so members who have the mail of a notice have all of it. */
  async #tell(due: readonly DueNotice[]): Promise<number> {
    const untold = await this.mails.untold(due);
    await this.notices.tell(untold.map(noticeOf));
    return this.mails.send(untold);
  }
}

const dueOf = (day: ExpiringDay): DueNotice[] => {
  const notice = day.daysLeft < 0 ? undefined : notices.find((distance) => day.daysLeft <= distance);
  return notice === undefined ? [] : [{ ...day, notice }];
};

/** In the portal, also for members who get no mail. */
const noticeOf = ({ memberId, date, points, notice }: DueNotice): NewNotice => ({
  memberId,
  kind: 'points',
  key: `points-expiring:${date}:${notice}`,
  path: '/club/activity',
  params: { what: 'expiring', points: String(points), date },
});

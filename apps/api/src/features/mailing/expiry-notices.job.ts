import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { Notices, type NewNotice } from '../notices/index.ts';
import { PointsFigures, type ExpiringDay } from '../points/index.ts';
import { ExpiryMails, type DueNotice } from './expiry-mails.ts';

const notices = [7, 30] as const;
const atOnce = 200;

/** Warns members, by e-mail and in the portal, 30 and 7 days before points expire; later if the job could not run on that day. */
@Injectable()
export class ExpiryNoticesJob implements Job {
  readonly name = 'expiry-notices';
  readonly cron = '0 7 * * *';

  constructor(
    jobs: Jobs,
    private readonly points: PointsFigures,
    private readonly club: ClubSettings,
    private readonly mails: ExpiryMails,
    private readonly notices: Notices,
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
    const { timeZone } = await this.club.current();
    const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
    let sent = 0;
    let after: string | null = null;
    do {
      const days: ExpiringDay[] = await this.points.expiringByMember(now, now + 31 * dayMs, after, atOnce);
      const due = days.flatMap((day) => dueOf(day, today));
      await this.notices.tell(due.map(noticeOf));
      sent += await this.mails.send(due);
      after = days.at(-1)?.memberId ?? null;
    } while (after !== null);
    return sent;
  }
}

const dueOf = (day: ExpiringDay, today: Temporal.PlainDate): DueNotice[] => {
  const left = today.until(day.date).days;
  const notice = left < 0 ? undefined : notices.find((distance) => left <= distance);
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

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { ClubSettings } from '../club/index.ts';
import { Members, type MemberRecord } from '../members/index.ts';
import { PointsFigures, type ExpiringDay } from '../points/index.ts';
import { pointsExpiringMail } from './mails/index.ts';

const dayMs = 86_400_000;
const notices = [7, 30] as const;
const atOnce = 200;

/** Points expiring on one day, and the next notice that is due for them. */
type Due = ExpiringDay & { readonly notice: (typeof notices)[number] };

/** Warns members 30 and 7 days before points expire; later if the job could not run on that day. */
@Injectable()
export class ExpiryNoticesJob implements Job {
  readonly name = 'expiry-notices';
  readonly cron = '0 7 * * *';

  constructor(
    jobs: Jobs,
    private readonly points: PointsFigures,
    private readonly members: Members,
    private readonly club: ClubSettings,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
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
      sent += await this.#tell(days, today);
      after = days.at(-1)?.memberId ?? null;
    } while (after !== null);
    return sent;
  }

  async #tell(days: readonly ExpiringDay[], today: Temporal.PlainDate): Promise<number> {
    const due = days.flatMap((day) => dueOf(day, today));
    const readers = new Map(
      (await this.members.whoMayBeWritten(due.map(({ memberId }) => memberId))).map((one) => [one.id, one]),
    );
    return this.mailer.sendMany(
      due.flatMap((one) => {
        const reader = readers.get(one.memberId);
        return reader?.email ? [this.#write(one, reader, reader.email)] : [];
      }),
    );
  }

  #write({ memberId, date, points, notice }: Due, reader: MemberRecord, to: string) {
    return {
      to,
      about: memberId,
      language: reader.language,
      template: pointsExpiringMail,
      data: {
        name: reader.firstName ?? to,
        link: this.portal.to('/club/activity'),
        expiring: [{ date, points }],
      },
      dedupeKey: `points-expiring:${memberId}:${date}:${notice}`,
    };
  }
}

const dueOf = (day: ExpiringDay, today: Temporal.PlainDate): Due[] => {
  const left = today.until(day.date).days;
  const notice = left < 0 ? undefined : notices.find((distance) => left <= distance);
  return notice === undefined ? [] : [{ ...day, notice }];
};

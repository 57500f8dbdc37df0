import { Injectable } from '@nestjs/common';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { ExportSchedulesRepository } from './export-schedules.repository.ts';
import { scheduledExportMail } from './mails/index.ts';
import { ScheduleSurroundings } from './schedule-surroundings.ts';

/** Tells people how their exports on schedule ended, once each. */
@Injectable()
export class ScheduleMails {
  constructor(
    private readonly schedules: ExportSchedulesRepository,
    private readonly around: ScheduleSurroundings,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** Of exports that ended after this moment. */
  async tell(since: Date): Promise<void> {
    for (const { exportId, state, segmentId, accountId, language } of await this.schedules.ended(since)) {
      const person = await this.around.person(accountId);
      if (person?.state !== 'active') continue;
      await this.mailer.send({
        to: person.email,
        about: accountId,
        language,
        template: scheduledExportMail,
        data: {
          name: person.display_name,
          segment: (await this.around.nameOf(segmentId)) ?? '',
          failed: state === 'failed',
          link: this.portal.to('/console/exports'),
        },
        dedupeKey: `scheduled-export:${exportId}`,
      });
    }
  }
}

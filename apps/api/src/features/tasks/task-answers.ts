import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { reportAnsweredMail } from './mails/index.ts';
import type { TaskRow } from './tasks.repository.ts';

/** Writes the answer to the member who reported. */
@Injectable()
export class TaskAnswers {
  constructor(
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** In the transaction that finished the task. Members who may not be written read it at the receipt. */
  async tell({ id, member_id, purchase_id, receipt, note, done_at }: TaskRow): Promise<void> {
    if (member_id === null || purchase_id === null || note === null || done_at === null) return;
    const [reader] = await this.members.whoMayBeWritten([member_id]);
    if (!reader?.email) return;
    await this.mailer.sendMany([
      {
        to: reader.email,
        about: member_id,
        language: reader.language,
        template: reportAnsweredMail,
        data: {
          name: reader.firstName ?? reader.email,
          receipt: receipt ?? '',
          note,
          link: this.portal.to(`/club/activity/${purchase_id}`),
        },
        dedupeKey: `report-answered:${id}:${toInstant(done_at)}`,
      },
    ]);
  }
}

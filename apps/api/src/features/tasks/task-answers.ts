import { Injectable } from '@nestjs/common';
import { isReported } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { reportAnsweredMail, stampAnsweredMail } from './mails/index.ts';
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
  async tell({ id, kind, member_id, purchase_id, receipt, note, done_at }: TaskRow): Promise<void> {
    if (!isReported(kind) || member_id === null || note === null || done_at === null) return;
    const [reader] = await this.members.whoMayBeWritten([member_id]);
    if (!reader?.email) return;
    const name = reader.firstName ?? reader.email;
    const letter = { to: reader.email, about: member_id, language: reader.language };
    const dedupeKey = `report-answered:${id}:${toInstant(done_at)}`;
    if (purchase_id === null) {
      const data = { name, note, link: this.portal.to('/club/challenges') };
      await this.mailer.sendMany([{ ...letter, template: stampAnsweredMail, data, dedupeKey }]);
    } else {
      const link = this.portal.to(`/club/activity/${purchase_id}`);
      const data = { name, receipt: receipt ?? '', note, link };
      await this.mailer.sendMany([{ ...letter, template: reportAnsweredMail, data, dedupeKey }]);
    }
  }
}

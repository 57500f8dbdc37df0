import { Injectable } from '@nestjs/common';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Approvers } from './approvers.ts';
import { approvedByCodeMail } from './mails/index.ts';

/** Mails to everyone who runs the club. */
@Injectable()
export class ApprovalNotices {
  constructor(
    private readonly approvers: Approvers,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly clock: Clock,
  ) {}

  /** Call it in the transaction of the use. */
  async codeUsed(by: AccountActor, approvalId: string): Promise<void> {
    for (const { id, email, display_name: name, language } of await this.approvers.all())
      await this.mailer.send({
        to: email,
        language,
        template: approvedByCodeMail,
        data: {
          name,
          by: by.name,
          at: toInstant(this.clock.date()),
          link: this.portal.to(`/console/approvals?show=${approvalId}`),
        },
        dedupeKey: `approved-by-code:${approvalId}:${id}`,
      });
  }
}

import { Injectable } from '@nestjs/common';
import { deviceName, type Session } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { newDeviceMail } from './mails/index.ts';

/** Tells the account owner that someone signed in from an unknown browser. */
@Injectable()
export class NewDeviceNotice {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly clock: Clock,
  ) {}

  /** Never writes to an unconfirmed address, which may be someone else's. */
  async send({ id, account: { id: accountId } }: Session, userAgent: string): Promise<void> {
    const account = await this.accounts.findById(accountId);
    if (!account?.email_confirmed_at) return;
    await this.mailer.send({
      to: account.email,
      about: accountId,
      language: account.language,
      template: newDeviceMail,
      data: {
        name: account.display_name,
        device: deviceName(userAgent),
        at: toInstant(this.clock.date()),
        link: this.portal.to(`/reset-password?email=${encodeURIComponent(account.email)}`),
      },
      dedupeKey: `new-device:${id}`,
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { contactWeekMs, quietUntil } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { MailsRepository } from '../../platform/mail/index.ts';
import { ClubSettings } from '../club/index.ts';
import { PermissionSettings } from './permission-settings.ts';

/** How often and when the club writes what is not service. */
@Injectable()
export class ContactLimits {
  constructor(
    private readonly settings: PermissionSettings,
    private readonly mails: MailsRepository,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Why a mail to this member has to wait, or may not be sent now; null if it may. Until the transaction ends, no other mail to the
   * member is counted, so two at the same time do not pass a limit of one.
   */
  async hindrance(memberId: string): Promise<Pick<Permission, 'reason' | 'until'> | null> {
    const { quietHours, mostPerWeek } = await this.settings.limits();
    const now = this.clock.now();
    const until = quietUntil(now, (await this.club.current()).timeZone, quietHours);
    if (until !== null) return { reason: 'quiet-hours', until: toInstant(new Date(until)) };
    if (mostPerWeek === null) return null;
    const sent = await this.mails.sentBesidesService(memberId, new Date(now - contactWeekMs));
    return sent < mostPerWeek ? null : { reason: 'contact-cap' };
  }
}

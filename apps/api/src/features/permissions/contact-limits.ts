import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import { contactWeekMs, quietUntil } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { MailsRepository, type MailQuestion } from '../../platform/mail/index.ts';
import { HomeZones } from './home-zones.ts';
import { PermissionSettings } from './permission-settings.ts';

/** How often and when the club writes what is not service. */
@Injectable()
export class ContactLimits {
  constructor(
    private readonly settings: PermissionSettings,
    private readonly mails: MailsRepository,
    private readonly homes: HomeZones,
    private readonly clock: Clock,
  ) {}

  /**
   * Why a mail to this member has to wait, or may not be sent now; null if it may. Until the transaction ends, no other mail to the
   * member is counted, so two at the same time do not pass a limit of one.
   */
  async hindrance(
    memberId: string,
    channel: MailQuestion['channel'],
  ): Promise<Pick<Permission, 'reason' | 'until' | 'timeZone'> | null> {
    const { quietHours, mostPerWeek } = await this.settings.limits();
    const now = this.clock.now();
    const timeZone = quietHours && (await this.homes.of(memberId));
    const until = timeZone && quietUntil(now, timeZone, quietHours);
    if (until) return { reason: 'quiet-hours', until: toInstant(new Date(until)), timeZone };
    if (mostPerWeek === null) return null;
    const sent = await this.mails.sentBesidesService(memberId, channel, new Date(now - contactWeekMs));
    return sent < mostPerWeek ? null : { reason: 'contact-cap' };
  }
}

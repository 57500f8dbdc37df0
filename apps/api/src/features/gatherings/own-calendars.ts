import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { PortalLinks } from '../../platform/mail/index.ts';
import { Reader } from '../club/index.ts';
import { calendarFile, type CalendarFile } from './calendar.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { OwnGatherings } from './own-gatherings.ts';

/** Gatherings for the calendars of members. */
@Injectable()
export class OwnCalendars {
  constructor(
    private readonly own: OwnGatherings,
    private readonly gatherings: GatheringsRepository,
    private readonly reader: Reader,
    private readonly portal: PortalLinks,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, as for its page. */
  async of(memberId: string, id: string): Promise<CalendarFile> {
    const shown = await this.own.one(memberId, id);
    const row = await this.gatherings.find(id);
    if (!row) throw new ClubError('not-found');
    const { of } = await this.reader.wording();
    const { name, address, link } = shown.place;
    const page = this.portal.to(`/club/communities/${shown.community.id}/gatherings/${id}`);
    return calendarFile(shown, {
      title: of(shown.title),
      description: of(shown.description),
      place: [name, address, link].filter(Boolean).join(', '),
      ...{ page, host: new URL(page).host, revision: row.revision, now: this.clock.date() },
    });
  }
}

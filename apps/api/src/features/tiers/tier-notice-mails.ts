import { Injectable } from '@nestjs/common';
import type { Club } from '@regulars/contracts';
import { lastUsableDay, measureOf } from '@regulars/loyalty';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { ClubSettings, wordingIn } from '../club/index.ts';
import { Members, type MemberRecord } from '../members/index.ts';
import { tierFallsMail } from './mails/index.ts';
import type { Foreseen } from './tier-outlook.ts';

/** Writes to members whose tier falls. It is about the contract, so it needs no consent. */
@Injectable()
export class TierNoticeMails {
  constructor(
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly club: ClubSettings,
  ) {}

  /** Returns the members who get a mail: others may confirm an address later. */
  async send(due: readonly Foreseen[]): Promise<Foreseen[]> {
    const club = await this.club.current();
    const found = await this.members.whoMayBeWritten(due.map(({ outlook }) => outlook.memberId));
    const readers = new Map(found.map((one) => [one.id, one]));
    const reached = due.flatMap((foreseen) => {
      const reader = readers.get(foreseen.outlook.memberId);
      return reader?.email ? [{ foreseen, mail: this.#write(foreseen, reader, reader.email, club) }] : [];
    });
    await this.mailer.sendMany(reached.map(({ mail }) => mail));
    return reached.map(({ foreseen }) => foreseen);
  }

  #write({ outlook: { memberId }, fall }: Foreseen, reader: MemberRecord, to: string, club: Club) {
    const { from, missing, until } = fall;
    const lastDay = lastUsableDay(until, club.timeZone).date;
    const { of } = wordingIn(reader.language, club.languages[0] ?? 'en');
    return {
      to,
      about: memberId,
      language: reader.language,
      template: tierFallsMail,
      data: {
        name: reader.firstName ?? to,
        link: this.portal.to('/club/tier'),
        tier: of(from.name),
        below: fall.to && of(fall.to.name),
        missing,
        measure: measureOf(club.points),
        lastDay,
      },
      dedupeKey: `tier-falls:${memberId}:${from.id}:${lastDay}`,
    };
  }
}

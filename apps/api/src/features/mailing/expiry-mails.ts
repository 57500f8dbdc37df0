import { Injectable } from '@nestjs/common';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members, type MemberRecord } from '../members/index.ts';
import type { ExpiringDay } from '../points/index.ts';
import { pointsExpiringMail } from './mails/index.ts';

/** Points that expire on one day, and the days before it when their notice is due. */
export type DueNotice = ExpiringDay & { readonly notice: number };

/** Notifies members of expiring points, once per notice. */
@Injectable()
export class ExpiryMails {
  constructor(
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** Those without a mail of an earlier day. */
  async untold(due: readonly DueNotice[]): Promise<DueNotice[]> {
    const told = await this.mailer.known(due.map(keyOf));
    return due.filter((one) => !told.has(keyOf(one)));
  }

  /** Queues mails for members who accept them. Returns their number. */
  async send(due: readonly DueNotice[]): Promise<number> {
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

  #write(due: DueNotice, reader: MemberRecord, to: string) {
    const { memberId, date, points } = due;
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
      dedupeKey: keyOf(due),
    };
  }
}

const keyOf = ({ memberId, date, notice }: DueNotice): string =>
  `points-expiring:${memberId}:${date}:${notice}`;

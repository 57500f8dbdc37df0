import { Injectable } from '@nestjs/common';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { DigestParts } from './digest-parts.ts';
import { DigestsRepository, type DueDigest } from './digests.repository.ts';
import { noticeDigestMail } from './mails/index.ts';

/** The summary by e-mail: how many notices of which kind, and what is worth reading. Members who have read all get none. */
@Injectable()
export class DigestMails {
  constructor(
    private readonly digests: DigestsRepository,
    private readonly parts: DigestParts,
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** Whether the member may be written to is asked when the mail goes, with the quiet hours and the limits. */
  async send({ memberId, every, toldUntil }: DueDigest, now: Date): Promise<void> {
    const [reader] = await this.members.whoMayBeWritten([memberId]);
    if (!reader?.email) return;
    const { email, language, firstName } = reader;
    const unread = await this.digests.unread(memberId, toldUntil, now);
    const items = await this.parts.of(memberId, toldUntil, language);
    if (unread.length === 0 && items.length === 0) return;
    await this.mailer.send({
      ...{ to: email, about: memberId, language, template: noticeDigestMail },
      data: {
        ...{ name: firstName ?? email, every, unread, items },
        link: this.portal.to('/club/notices'),
        settings: this.portal.to('/club/notices/settings'),
      },
      dedupeKey: `notice-digest:${memberId}:${now.toISOString()}`,
    });
  }
}

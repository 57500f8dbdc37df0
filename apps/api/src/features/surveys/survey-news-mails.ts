import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { surveyNewsMail } from './mails/index.ts';

interface ToldNews {
  readonly newsId: string;
  readonly text: Texts;
}

/** The mail that says what the club changed. */
@Injectable()
export class SurveyNewsMails {
  constructor(
    private readonly members: Members,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  async send(memberId: string, { newsId, text }: ToldNews): Promise<void> {
    const { email, language, firstName } = await this.members.byId(memberId);
    if (email === null) return;
    await this.mailer.send({
      to: email,
      about: memberId,
      language,
      template: surveyNewsMail,
      data: { name: firstName ?? email, text, link: this.portal.to('/club') },
      dedupeKey: `survey-news:${newsId}:${memberId}`,
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Texts } from '@regulars/contracts';
import { piped, scaleOf } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { Mailer, MailTemplates } from '../../platform/mail/index.ts';
import { Members } from '../members/index.ts';
import { surveyAskedMail, surveysMails } from './mails/index.ts';
import { ReaderFacts } from './reader-facts.ts';
import { SurveyLinks } from './survey-links.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

interface AskedAbout {
  readonly surveyId: string;
  readonly version: number;
  readonly purchasedAt: Date;
  readonly locationId: string | null;
  /** The name of the location. */
  readonly place: Texts;
  readonly responseId: string;
  readonly anonymous: boolean;
}

/** The mail that asks. It carries the first question; a scale is links that choose on the page, and send nothing. */
@Injectable()
export class SurveyMails {
  constructor(
    private readonly members: Members,
    private readonly versions: SurveyVersionsRepository,
    private readonly links: SurveyLinks,
    private readonly reader: ReaderFacts,
    private readonly mailer: Mailer,
    templates: MailTemplates,
  ) {
    templates.register(surveysMails);
  }

  async send(
    memberId: string,
    { surveyId, version, purchasedAt, locationId, place, responseId, anonymous }: AskedAbout,
  ): Promise<void> {
    const { email, language, firstName } = await this.members.byId(memberId);
    const definition = await this.versions.find(surveyId, version);
    const [question] = definition?.questions ?? [];
    if (email === null || !definition || !question) return;
    const link = this.links.pageOf(await this.links.make(responseId, email));
    const facts = await this.reader.of(memberId, locationId);
    const known = { facts, answers: new Map<string, null>() };
    // A chosen step would come with the link of the member.
    const steps = 'low' in question && !anonymous ? stepsOf(scaleOf(question)) : [];
    await this.mailer.send({
      to: email,
      about: memberId,
      language,
      template: surveyAskedMail,
      data: {
        name: firstName ?? email,
        question: piped(question.title, known),
        place,
        at: toInstant(purchasedAt),
        points: definition.thanksPoints,
        anonymous,
        steps: steps.map((step): [string, string] => [step, `${link}?begun&answer=${step}`]),
        low: 'low' in question ? (question.low ?? {}) : {},
        high: 'high' in question ? (question.high ?? {}) : {},
        link,
      },
      dedupeKey: `survey-asked:${surveyId}:${memberId}`,
    });
  }
}

const stepsOf = (scale: ReturnType<typeof scaleOf>): string[] =>
  scale ? Array.from({ length: scale.max - scale.min + 1 }, (_, index) => String(scale.min + index)) : [];

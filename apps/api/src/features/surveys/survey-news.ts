import { Injectable } from '@nestjs/common';
import { mostSurveyNews, type SurveyNews, type Texts } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { NewsRepository, type NewsRow } from './news.repository.ts';
import { surveyNewsJob } from './survey-news.job.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** What the club changed because of a survey. A text is sent once, and then stays as it was sent. */
@Injectable()
export class NewsOfSurveys {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly news: NewsRepository,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The newest first. Throws `not-found`. */
  async list(surveyId: string): Promise<SurveyNews[]> {
    await this.surveys.assertKnown(surveyId);
    return (await this.news.list(surveyId)).map(shown);
  }

  /** Throws `not-found`, and `invalid-request` if there are too many. */
  async write(actor: Actor, surveyId: string, text: Texts): Promise<SurveyNews> {
    return this.transactions.run(async () => {
      if ((await this.list(surveyId)).length >= mostSurveyNews)
        throw new ClubError('invalid-request', {
          errors: [{ pointer: '', message: `at most ${mostSurveyNews} of one survey` }],
        });
      const id = newId();
      await this.news.add(surveyId, id, text, this.clock.date());
      return this.#tell(actor, 'survey.news-written', surveyId, id);
    });
  }

  /** Throws `not-found`, `survey-news-sent`. */
  async replace(actor: Actor, surveyId: string, id: string, text: Texts): Promise<SurveyNews> {
    return this.transactions.run(async () => {
      const before = await this.#one(surveyId, id);
      if (!(await this.news.replace(surveyId, id, text))) throw new ClubError('survey-news-sent');
      return this.#tell(actor, 'survey.news-changed', surveyId, id, before);
    });
  }

  /** Throws `not-found`, `survey-news-sent`. */
  async remove(actor: Actor, surveyId: string, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const before = await this.#one(surveyId, id);
      if (!(await this.news.remove(surveyId, id))) throw new ClubError('survey-news-sent');
      const subject = { type: 'survey', id: surveyId };
      await this.audit.record(actor, { action: 'survey.news-removed', subject, before: told(before) });
    });
  }

  /** A job tells the members. Throws `not-found`, `survey-news-sent`. */
  async send(actor: Actor, surveyId: string, id: string): Promise<SurveyNews> {
    return this.transactions.run(async () => {
      const before = await this.#one(surveyId, id);
      if (!(await this.news.markSent(surveyId, id, this.clock.date())))
        throw new ClubError('survey-news-sent');
      await this.jobs.enqueue(surveyNewsJob, { newsId: id, after: null });
      return this.#tell(actor, 'survey.news-sent', surveyId, id, before);
    });
  }

  async #one(surveyId: string, id: string): Promise<SurveyNews> {
    const found = (await this.list(surveyId)).find((each) => each.id === id);
    if (!found) throw new ClubError('not-found');
    return found;
  }

  async #tell(
    actor: Actor,
    action: string,
    surveyId: string,
    id: string,
    before?: SurveyNews,
  ): Promise<SurveyNews> {
    const after = await this.#one(surveyId, id);
    const subject = { type: 'survey', id: surveyId };
    await this.audit.record(actor, { action, subject, before: told(before), after: told(after) });
    return after;
  }
}

const shown = ({ id, text, writtenAt, sentAt, receivers, told: count }: NewsRow): SurveyNews => ({
  id,
  text,
  writtenAt: toInstant(writtenAt),
  sentAt: sentAt && toInstant(sentAt),
  receivers,
  told: count,
});

/** For the audit log: who hears of it changes by itself. */
const told = (news: SurveyNews | undefined): object | undefined => {
  if (!news) return undefined;
  const { id, text, sentAt } = news;
  return { id, text, sentAt };
};

import { Injectable } from '@nestjs/common';
import type { SurveyCallBacks as Reply } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { CallBacks } from '../tasks/index.ts';
import { AnswersToCallAbout } from './answered-calls.repository.ts';
import { SurveyPlaces } from './survey-places.ts';
import { callBackOf } from './call-back-of.ts';
import { daysBefore } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** Members who gave a low score are called back by the team of their location, once for each answer. */
@Injectable()
export class SurveyCallBacks {
  constructor(
    subscriptions: Subscriptions,
    private readonly answers: AnswersToCallAbout,
    private readonly places: SurveyPlaces,
    private readonly callBacks: CallBacks,
    private readonly surveys: SurveysRepository,
    private readonly clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'survey-call-backs',
      names: ['survey.answered'],
      origins: ['live'],
      from: 'now',
      handle: ({ data, memberId }) => this.#ask(data.responseId, memberId),
    });
  }

  /** Throws `not-found`. */
  async of(surveyId: string, days: number | undefined): Promise<Reply> {
    const survey = await this.surveys.find(surveyId);
    if (!survey) throw new ClubError('not-found');
    const from = days === undefined ? null : daysBefore(this.clock.now(), days);
    return { upTo: survey.callBackUpTo, ...(await this.callBacks.of(surveyId, from)) };
  }

  async #ask(responseId: string, memberId: string | null): Promise<void> {
    // The other consumer may come later, and the task goes to the location.
    await this.places.keep(responseId, memberId);
    const found = await this.answers.find(responseId);
    if (found?.isLow) await this.callBacks.ask(callBackOf(found));
  }
}

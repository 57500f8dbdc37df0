import { Injectable } from '@nestjs/common';
import type { SurveyCallBacks as Reply } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { CallBacks } from '../tasks/index.ts';
import { LowScoresRepository } from './low-scores.repository.ts';
import { PlacesRepository } from './places.repository.ts';
import { SurveysRepository } from './surveys.repository.ts';

const msPerDay = 86_400_000;
/** A task holds no more. */
const longestText = 5000;

/** Members who gave a low score are called back by the team of their location, once for each answer. */
@Injectable()
export class SurveyCallBacks {
  constructor(
    subscriptions: Subscriptions,
    private readonly scores: LowScoresRepository,
    private readonly places: PlacesRepository,
    private readonly callBacks: CallBacks,
    private readonly surveys: SurveysRepository,
    private readonly clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'survey-call-backs',
      names: ['survey.answered'],
      origins: ['live'],
      from: 'now',
      handle: ({ data }) => this.#ask(data.responseId),
    });
  }

  /** Throws `not-found`. */
  async of(surveyId: string, days: number | undefined): Promise<Reply> {
    const survey = await this.surveys.find(surveyId);
    if (!survey) throw new ClubError('not-found');
    const from = days === undefined ? null : new Date(this.clock.now() - days * msPerDay);
    return { upTo: survey.callBackUpTo, ...(await this.callBacks.of(surveyId, from)) };
  }

  async #ask(responseId: string): Promise<void> {
    // The other consumer may come later, and the task goes to the location.
    await this.places.keep(responseId);
    const low = await this.scores.find(responseId);
    if (!low?.memberId || low.score === null) return;
    const { memberId, surveyId, locationId, purchase, score, text } = low;
    await this.callBacks.ask({
      memberId,
      surveyId,
      responseId,
      score,
      purchase,
      locationId,
      text: text.slice(0, longestText),
    });
  }
}

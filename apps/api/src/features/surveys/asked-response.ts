import { Injectable } from '@nestjs/common';
import type { SurveyDefinition } from '@regulars/contracts';
import type { Answers } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ResponsesRepository, type FoundResponse, type SurveyHolder } from './responses.repository.ts';
import { isOpen, type SurveyRow } from './survey.ts';
import { SurveysRepository } from './surveys.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** Where someone is in a survey. */
export interface AskedResponse {
  readonly survey: Pick<SurveyRow, 'id' | 'anonymous' | 'thanksCouponId'>;
  readonly response: FoundResponse;
  /** Of the version that is answered. */
  readonly definition: SurveyDefinition;
  readonly answers: Answers;
}

/** Finds what a member was asked. A member who was not asked finds nothing. */
@Injectable()
export class AskedResponses {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly responses: ResponsesRepository,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, and `survey-not-open` for answers that were not sent in time. */
  async find(holder: SurveyHolder): Promise<AskedResponse> {
    return this.#of(await this.responses.find(holder));
  }

  /** The same, and nobody else answers before the transaction ends. */
  async lock(holder: SurveyHolder): Promise<AskedResponse> {
    return this.#of(await this.responses.lock(holder));
  }

  async #of(found: FoundResponse | undefined): Promise<AskedResponse> {
    if (!found) throw new ClubError('not-found');
    const survey = await this.surveys.find(found.surveyId);
    if (!survey) throw new ClubError('not-found');
    if (found.state !== 'sent' && !isOpen(survey, this.clock.now())) throw new ClubError('survey-not-open');
    // Members who have not begun answer the newest questions.
    const version = found.state === 'asked' ? (survey.published ?? found.version) : found.version;
    const definition = await this.versions.find(found.surveyId, version);
    if (!definition) throw new Error('a published version stays');
    const answers = await this.responses.answers(found.id, definition.questions);
    return { survey, response: { ...found, version }, definition, answers };
  }
}

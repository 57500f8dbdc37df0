import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { AnonymousResponsesRepository } from './anonymous-responses.repository.ts';
import { AnswerTimes } from './answer-times.ts';
import { AskedResponses } from './asked-response.ts';
import type { SurveyHolder } from './responses.repository.ts';
import { SurveyLinks } from './survey-links.ts';

/** Begins anonymous surveys: members are ticked off, and someone answers. Nothing says who answered what, or whether they did. */
@Injectable()
export class AnonymousSurveys {
  constructor(
    private readonly asked: AskedResponses,
    private readonly anonymous: AnonymousResponsesRepository,
    private readonly links: SurveyLinks,
    private readonly times: AnswerTimes,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Ticks the member off and makes the link, both or neither. The same token again changes nothing. Throws `not-found`,
   * `survey-not-open`, `survey-begun`, and `already-taken` for the token of someone else.
   */
  async begin(holder: SurveyHolder, token: string): Promise<void> {
    await this.transactions.run(async () => {
      const { response, survey } = await this.asked.lock(holder);
      if (!survey.anonymous || response.mode === 'anonymous') throw new ClubError('not-found');
      if (response.state !== 'asked') return this.#assertSame(token, survey.id);
      await this.anonymous.tick(response.id);
      // By chance: other ids tell their order, and with it the moment.
      const id = randomUUID();
      const day = await this.times.of({ mode: 'anonymous' });
      await this.anonymous.insert(id, { surveyId: survey.id, version: response.version, day });
      await this.links.add(token, id);
    });
  }

  async #assertSame(token: string, surveyId: string): Promise<void> {
    if (!(await this.anonymous.isBegunWith(surveyId, this.links.hashOf(token))))
      throw new ClubError('survey-begun');
  }
}

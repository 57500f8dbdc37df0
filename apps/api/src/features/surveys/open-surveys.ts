import { Injectable } from '@nestjs/common';
import type { BodyOf, beginOpenSurvey, OwnSurvey, ReplyOf } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { BegunResponses } from './begun-responses.ts';
import { LinkedSurveys } from './linked-surveys.ts';
import { OpenLinks } from './open-links.ts';
import { SurveyLinks } from './survey-links.ts';

/** Surveys behind open links. The first answer makes a response without a member and a personal link to go on with. */
@Injectable()
export class OpenSurveys {
  constructor(
    private readonly open: OpenLinks,
    private readonly begun: BegunResponses,
    private readonly linked: LinkedSurveys,
    private readonly links: SurveyLinks,
    private readonly transactions: Transactions,
  ) {}

  /** Stores nothing. Throws `not-found`, `survey-not-open`. */
  async screen(token: string, question?: string): Promise<OwnSurvey> {
    const found = await this.open.read(token);
    const responseId = await this.begun.ofReceipt(found);
    if (responseId !== undefined) return this.linked.screenOf(responseId, question);
    if (question !== undefined) throw new ClubError('not-found');
    return this.linked.show(await this.begun.unbegun(found));
  }

  /** A receipt goes on where it was begun. Throws `not-found`, `survey-not-open`, and as `SurveyAnswers.answer`. */
  async begin(token: string, body: BodyOf<typeof beginOpenSurvey>): Promise<ReplyOf<typeof beginOpenSurvey>> {
    return this.transactions.run(async () => {
      const responseId = await this.begun.begin(await this.open.read(token));
      const survey = await this.linked.answerOf(responseId, body);
      return { survey, token: await this.links.make(responseId) };
    });
  }
}

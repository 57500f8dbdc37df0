import { Injectable } from '@nestjs/common';
import type { SurveyResponse } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CallBacks } from '../tasks/index.ts';
import { AnswerListRepository } from './answer-list.repository.ts';
import { AnswersToCallAbout } from './answered-calls.repository.ts';
import { callBackOf } from './call-back-of.ts';
import { ShownAnswers } from './shown-answers.ts';

/** A manager wants a member to be called back, whatever the score was. */
@Injectable()
export class CallBacksByHand {
  constructor(
    private readonly listed: AnswerListRepository,
    private readonly answers: AnswersToCallAbout,
    private readonly callBacks: CallBacks,
    private readonly shown: ShownAnswers,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** An answer that has its task keeps it. Throws `not-found`, `member-not-active`. */
  async ask(actor: Actor, surveyId: string, responseId: string, note: string): Promise<SurveyResponse> {
    return this.transactions.run(async () => {
      const row = await this.listed.find(surveyId, responseId);
      if (!row) throw new ClubError('not-found');
      const answer = await this.answers.find(responseId);
      if (!answer) throw new ClubError('member-not-active');
      const subject = { type: 'survey', id: surveyId };
      if (await this.callBacks.ask(callBackOf(answer, note)))
        await this.audit.record(actor, {
          action: 'survey.call-back-asked',
          subject,
          after: { responseId },
        });
      const [shown] = await this.shown.show(surveyId, [row]);
      if (!shown) throw new Error('each answer is shown');
      return shown;
    });
  }
}

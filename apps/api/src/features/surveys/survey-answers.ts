import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { answerSurvey, BodyOf } from '@regulars/contracts';
import { checkAnswers, pathOf, type Answers } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { AnswerTimes } from './answer-times.ts';
import { AskedResponses, type AskedResponse } from './asked-response.ts';
import { ResponsesRepository, type SurveyHolder } from './responses.repository.ts';

/** A longer time was a break. */
const longestSeconds = 3600;

/** Members, and others with a link, answer. */
@Injectable()
export class SurveyAnswers {
  constructor(
    private readonly asked: AskedResponses,
    private readonly responses: ResponsesRepository,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
    private readonly times: AnswerTimes,
  ) {}

  /**
   * Keeps the answers, and sends them with `complete`. The same answers can be sent again: they count once. Throws
   * `not-found`, `survey-not-open`, `survey-other-version`, `survey-already-sent`, `survey-anonymous`, and
   * `invalid-request` with pointers.
   */
  async answer(
    holder: SurveyHolder,
    { version, answers: given, complete }: BodyOf<typeof answerSurvey>,
  ): Promise<AskedResponse> {
    return this.transactions.run(async () => {
      const before = await this.asked.lock(holder);
      const { survey, response, definition } = before;
      if (survey.anonymous !== (response.mode === 'anonymous')) throw new ClubError('survey-anonymous');
      if (version !== response.version) throw new ClubError('survey-other-version');
      const said: Answers = new Map(Object.entries(given));
      if (response.state === 'sent') return sentAgain(before, said);
      assertPossible(checkAnswers(definition, said));
      const answers = new Map([...before.answers, ...said]);
      const all = complete ? finished(before, answers) : answers;
      await this.#keep(before, all, complete);
      const state = complete ? 'sent' : 'started';
      return { ...before, response: { ...response, state }, answers: all };
    });
  }

  async #keep(before: AskedResponse, answers: Answers, complete: boolean): Promise<void> {
    const { response, definition } = before;
    const at = await this.times.of(response);
    const changed = definition.questions.flatMap((question) => {
      const answer = answers.get(question.key);
      const isNew = answer !== undefined && !isDeepStrictEqual(answer, before.answers.get(question.key));
      return isNew ? [{ question, answer }] : [];
    });
    const isOne = changed.length === 1 && response.state === 'started';
    await this.responses.put(response, changed, isOne ? secondsUntil(at, response) : null, at);
    const { done, next } = pathOf(definition, answers);
    const progress = { version: response.version, nextQuestion: next?.key ?? null, at };
    await this.responses.move(response.id, { state: complete ? 'sent' : 'started', ...progress });
    if (!complete) return;
    await this.responses.keepOnly(
      response.id,
      done.map(({ key }) => key),
    );
    // An event has a moment, which would lead from the answers to someone.
    if (response.mode === 'anonymous') return;
    const { surveyId, version, id: responseId, memberId } = response;
    const data = { surveyId, version, responseId };
    await this.outbox.append([{ name: 'survey.answered', memberId, data }]);
  }
}

/** Null where only days are known. */
const secondsUntil = (at: Date, { mode, touchedAt }: AskedResponse['response']): number | null =>
  mode === 'anonymous'
    ? null
    : Math.min(Math.round((at.getTime() - touchedAt.getTime()) / 1000), longestSeconds);

/** What was not answered on the way is skipped. Throws `invalid-request` for what must be answered. */
const finished = ({ definition }: AskedResponse, answers: Answers): Answers => {
  const all = new Map(answers);
  for (;;) {
    const { next } = pathOf(definition, all);
    if (!next) return all;
    assertPossible(checkAnswers(definition, new Map([[next.key, null]])));
    all.set(next.key, null);
  }
};

const assertPossible = (faults: ReturnType<typeof checkAnswers>): void => {
  const errors = faults.map(({ pointer, message }) => ({ pointer: `/answers${pointer}`, message }));
  if (errors.length > 0) throw new ClubError('invalid-request', { errors });
};

const sentAgain = (before: AskedResponse, said: Answers): AskedResponse => {
  const isSame = [...said].every(([key, answer]) => isDeepStrictEqual(answer, before.answers.get(key)));
  if (!isSame) throw new ClubError('survey-already-sent');
  return before;
};

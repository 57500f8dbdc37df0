import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import type { SurveyDefinition, TakenSurvey } from '@regulars/contracts';
import { wholeAnswers, type Answers } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { ResponsesRepository } from './responses.repository.ts';
import { TakenAnswersRepository, type FoundTaken, type Taken } from './taken-answers.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** Answers as they are sent, all at once. */
export type GivenAnswers = Readonly<Record<string, Answers extends ReadonlyMap<string, infer A> ? A : never>>;

/** Stores whole answers that staff took, once for each id. */
@Injectable()
export class TakenAnswers {
  constructor(
    private readonly taken: TakenAnswersRepository,
    private readonly responses: ResponsesRepository,
    private readonly versions: SurveyVersionsRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The reply to answers that were stored before; undefined if they are new.
   * Throws `survey-already-sent` if others have this id.
   */
  async again(
    {
      id,
      surveyId,
      version,
      mode,
      memberId,
      locationId,
    }: Pick<Taken, 'id' | 'surveyId' | 'version' | 'mode' | 'memberId' | 'locationId'>,
    given: GivenAnswers,
  ): Promise<TakenSurvey | undefined> {
    const found = await this.taken.find(id);
    if (!found) return undefined;
    const { id: _, sentAt: __, ...stored } = found;
    const definition = await this.versions.find(found.surveyId, found.version);
    // Where the member is at home is stored later with answers by telephone.
    const known = locationId === null ? { ...stored, locationId } : stored;
    const same = { surveyId, version, mode, memberId, locationId };
    if (!definition || !isDeepStrictEqual(known, same)) throw new ClubError('survey-already-sent');
    const answers = await this.responses.answers(id, definition.questions);
    const said = wholeAnswers(definition, new Map(Object.entries(given)));
    if (!isDeepStrictEqual(answers, said.answers)) throw new ClubError('survey-already-sent');
    return shown(found, definition);
  }

  /**
   * In the current transaction. Throws `survey-other-version` for a version that was never published, `invalid-request`
   * with pointers, and `survey-already-sent`.
   */
  async store(taken: Taken, given: GivenAnswers): Promise<TakenSurvey> {
    const { id, surveyId, version, at: sentAt, memberId } = taken;
    const definition = await this.versions.find(surveyId, version);
    if (!definition) throw new ClubError('survey-other-version');
    const { answers, faults } = wholeAnswers(definition, new Map(Object.entries(given)));
    const errors = faults.map(({ pointer, message }) => ({ pointer: `/answers${pointer}`, message }));
    if (errors.length > 0) throw new ClubError('invalid-request', { errors });
    // Sent twice at the same time: the second one waits here for the first.
    if (!(await this.taken.insert(taken))) {
      const again = await this.again(taken, given);
      if (again) return again;
      throw new ClubError('survey-already-sent');
    }
    const rows = definition.questions.flatMap((question) => {
      const answer = answers.get(question.key);
      return answer === undefined ? [] : [{ question, answer }];
    });
    await this.responses.put({ id, surveyId }, rows, null, sentAt);
    await this.outbox.append([
      { name: 'survey.answered', memberId, data: { surveyId, version, responseId: id } },
    ]);
    return shown({ ...taken, sentAt }, definition);
  }
}

const shown = (
  { id, surveyId, version, mode, memberId, sentAt }: Omit<FoundTaken, 'locationId'>,
  { thanksPoints }: SurveyDefinition,
): TakenSurvey => {
  if (sentAt === null || (mode !== 'tablet' && mode !== 'telephone'))
    throw new ClubError('survey-already-sent');
  return {
    id,
    surveyId,
    version,
    mode,
    sentAt: toInstant(sentAt),
    thanksPoints: memberId === null ? null : thanksPoints,
  };
};

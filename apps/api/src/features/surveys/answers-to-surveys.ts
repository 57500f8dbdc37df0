import { Injectable } from '@nestjs/common';
import type {
  listSurveyResponses,
  listSurveyTags,
  QueryOf,
  ReplyOf,
  SurveyResponse,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { toInstant } from '../../platform/clock.ts';
import { AnswerListRepository } from './answer-list.repository.ts';
import { ShownAnswers } from './shown-answers.ts';
import { ShownVersions } from './shown-version.ts';

/** What each member answered, for the team. */
@Injectable()
export class AnswersToSurveys {
  constructor(
    private readonly versions: ShownVersions,
    private readonly answers: AnswerListRepository,
    private readonly shown: ShownAnswers,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** The newest first. Throws `not-found`, also for a survey that was never published. */
  async list(surveyId: string, query: QueryOf<typeof listSurveyResponses>): Promise<Page<SurveyResponse>> {
    const { definition, filter } = await this.versions.of(surveyId, query);
    const question = definition.questions.find(({ kind }) => kind === 'nps')?.key;
    const { query: words, tag, comments, part } = query;
    // Nobody is a detractor without a question about it.
    if (part !== undefined && question === undefined) return { data: [], cursor: { next: null } };
    const rows = await this.answers.list(
      {
        ...filter,
        words: words ? words : null,
        isComment: comments === true,
        tag: tag ? tag : null,
        part: part === undefined || question === undefined ? null : { question, name: part },
      },
      readCursor(query.cursor, 'moment', 'id'),
      query.limit + 1,
    );
    const listed = page(
      rows,
      query.limit,
      (row) => row,
      ({ sentAt, id }) => [sentAt && toInstant(sentAt), id],
    );
    return { ...listed, data: await this.shown.show(surveyId, listed.data) };
  }

  /** Throws as `list`. */
  async tags(
    surveyId: string,
    query: QueryOf<typeof listSurveyTags>,
  ): Promise<ReplyOf<typeof listSurveyTags>> {
    return this.answers.tags((await this.versions.of(surveyId, query)).filter);
  }

  /** Throws `not-found`. */
  async tag(
    actor: Actor,
    surveyId: string,
    responseId: string,
    given: readonly string[],
  ): Promise<SurveyResponse> {
    return this.transactions.run(async () => {
      const before = await this.answers.find(surveyId, responseId);
      if (!before) throw new ClubError('not-found');
      const tags = [...new Set(given)].sort();
      await this.answers.tag(surveyId, responseId, tags);
      const subject = { type: 'survey', id: surveyId };
      const told = { action: 'survey.answer-tagged', subject };
      if (tags.join('\n') !== before.tags.join('\n'))
        await this.audit.record(actor, {
          ...told,
          before: { responseId, tags: before.tags },
          after: { responseId, tags },
        });
      const [shown] = await this.shown.show(surveyId, [{ ...before, tags }]);
      if (!shown) throw new Error('each answer is shown');
      return shown;
    });
  }
}

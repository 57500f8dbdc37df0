import { Injectable } from '@nestjs/common';
import { isoOf, keptAnswer, scaleOf, type Answer, type Instant } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Tiers } from '../tiers/index.ts';
import { PastAnswersRepository } from './past-answers.repository.ts';
import { SurveyVersionsRepository } from './versions.repository.ts';

/** A member who was asked in the past. */
export interface PastResponse {
  readonly id: string;
  readonly memberId: string;
  readonly askedAt: Instant;
  /** Null for one who has not sent their answers. */
  readonly sentAt: Instant | null;
  readonly locationId: string | null;
  /** By the key of the question, in their order; null for one that was skipped. */
  readonly answers: ReadonlyMap<string, { readonly answer: Answer | null; readonly seconds: number }>;
  readonly tags: readonly string[];
}

/** Past answers to a survey, many in one call: without events, so nobody is thanked and nobody is called back. */
@Injectable()
export class PastAnswers {
  constructor(
    private readonly versions: SurveyVersionsRepository,
    private readonly past: PastAnswersRepository,
    private readonly tiers: Tiers,
    private readonly transactions: Transactions,
  ) {}

  /** Members who were asked before stay as they are. Throws `not-found`. */
  async addMany(surveyId: string, version: number, responses: readonly PastResponse[]): Promise<void> {
    const definition = await this.versions.find(surveyId, version);
    if (!definition) throw new ClubError('not-found');
    // The tier is the one of now: nobody knows that of then.
    const tiers = await this.tiers.heldBy(responses.map(({ memberId }) => memberId));
    await this.transactions.run(() =>
      this.past.add(surveyId, version, {
        responses: responses.map(({ id, memberId, askedAt, sentAt, locationId, answers, tags }) => ({
          id,
          member: memberId,
          asked: isoOf(askedAt),
          sent: sentAt === null ? null : isoOf(sentAt),
          stopped:
            sentAt === null && answers.size > 0 ? (definition.questions[answers.size]?.key ?? null) : null,
          location: sentAt === null ? null : locationId,
          tier: sentAt === null ? null : tiers.get(memberId),
          tags,
        })),
        answers: responses.flatMap(({ id, askedAt, sentAt, answers }) =>
          definition.questions.flatMap((question) => {
            const given = answers.get(question.key);
            if (!given) return [];
            const kept = given.answer === null ? {} : keptAnswer(question, given.answer);
            return [
              {
                response: id,
                question: question.key,
                kind: question.kind,
                scale: scaleOf(question),
                seconds: given.seconds,
                at: isoOf(sentAt ?? askedAt),
                ...kept,
              },
            ];
          }),
        ),
      }),
    );
  }
}

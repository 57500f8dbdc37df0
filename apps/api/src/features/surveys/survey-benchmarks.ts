import { Injectable } from '@nestjs/common';
import {
  mostBenchmarks,
  type addSurveyBenchmark,
  type BodyOf,
  type SurveyBenchmark,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { BenchmarksRepository } from './benchmarks.repository.ts';
import { SurveysRepository } from './surveys.repository.ts';

/** Scores of others, which managers enter with their source. None are made up here. */
@Injectable()
export class SurveyBenchmarks {
  constructor(
    private readonly surveys: SurveysRepository,
    private readonly benchmarks: BenchmarksRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(surveyId: string): Promise<SurveyBenchmark[]> {
    await this.surveys.assertKnown(surveyId);
    return this.benchmarks.list(surveyId);
  }

  /** Throws `not-found`, and `invalid-request` if there are too many. */
  async add(
    actor: Actor,
    surveyId: string,
    content: BodyOf<typeof addSurveyBenchmark>,
  ): Promise<SurveyBenchmark> {
    return this.transactions.run(async () => {
      const there = await this.list(surveyId);
      if (there.length >= mostBenchmarks)
        throw new ClubError('invalid-request', {
          errors: [{ pointer: '', message: `at most ${mostBenchmarks} of one survey` }],
        });
      const benchmark = { id: newId(), ...content };
      await this.benchmarks.add(surveyId, benchmark, this.clock.date());
      await this.#tell(actor, surveyId, 'survey.benchmark-added', { after: benchmark });
      return benchmark;
    });
  }

  /** Throws `not-found`. */
  async remove(actor: Actor, surveyId: string, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const before = (await this.benchmarks.list(surveyId)).find((each) => each.id === id);
      if (!before) throw new ClubError('not-found');
      await this.benchmarks.remove(surveyId, id);
      await this.#tell(actor, surveyId, 'survey.benchmark-removed', { before });
    });
  }

  async #tell(
    actor: Actor,
    surveyId: string,
    action: string,
    told: { readonly before?: object; readonly after?: object },
  ): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'survey', id: surveyId }, ...told });
  }
}

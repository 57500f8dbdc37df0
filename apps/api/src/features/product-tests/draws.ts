import { Injectable } from '@nestjs/common';
import { drawnOrder, drawRefusal } from '@regulars/loyalty';
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { giveSamples } from './give-samples.job.ts';
import { termsOf } from './product-test.ts';
import { ProductTestsRepository } from './product-tests.repository.ts';

/** Draws lots among those who applied. */
@Injectable()
export class Draws {
  constructor(
    private readonly tests: ProductTestsRepository,
    private readonly applications: ApplicationsRepository,
    private readonly transactions: Transactions,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the whole order at once; a job then gives the samples.
   * Throws `not-found`, `nothing-to-draw`, `already-drawn`, `applications-open`.
   */
  async draw(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async () => {
      const test = await this.tests.lock(id);
      if (!test) throw new ClubError('not-found');
      const refusal = drawRefusal(termsOf(test), this.clock.now());
      if (refusal) throw new ClubError(refusal);
      const seed = randomBytes(16).toString('hex');
      const applied = (await this.applications.waiting(id)).map((each) => each.id);
      await this.applications.setPlaces(drawnOrder(applied, seed));
      await this.tests.setDrawn(id, seed, this.clock.date());
      await this.audit.record(actor, {
        action: 'product-test.drawn',
        subject: { type: 'product-test', id },
        after: { seed, applicants: applied.length, samples: test.samples },
      });
      await this.jobs.enqueue(giveSamples, { testId: id });
    });
  }
}

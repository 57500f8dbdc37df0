import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { makeCodes } from './batch-books.ts';
import { CodeMaking } from './code-making.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';

const jobData = z.object({ batchId: z.uuid() });

/** Makes the codes of a batch. A killed run leaves nothing, and the next one starts again. */
@Injectable()
export class MakeCouponCodesJob implements Job {
  readonly name = makeCodes;
  readonly #logger = new Logger('CouponCodes');

  constructor(
    jobs: Jobs,
    private readonly batches: CouponBatchesRepository,
    private readonly making: CodeMaking,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { batchId } = jobData.parse(data);
    if (!(await this.batches.begin(batchId))) return;
    const batch = await this.batches.find(batchId);
    if (!batch) return;
    try {
      await this.making.make(batch);
    } catch (error) {
      this.#logger.warn({ event: 'coupon-codes.failed', batch: batchId, error });
      await this.batches.fail(batchId, this.clock.date());
    }
  }
}

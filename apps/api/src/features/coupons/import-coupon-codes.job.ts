import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { importCodes } from './batch-books.ts';
import { CodeImport } from './code-import.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';

const jobData = z.object({ batchId: z.uuid() });

/** Runs that fail one after the other for a reason that nobody expected. */
const mostAttempts = 5;

/**
 * Takes the codes of a file. A killed run goes on where it was. One that fails is tried a few times; then the import has failed,
 * and a manager starts it again or removes it.
 */
@Injectable()
export class ImportCouponCodesJob implements Job {
  readonly name = importCodes;
  // More than our own count: it cannot count while the database is away.
  readonly retry = { limit: 50, delaySeconds: 5, mostSeconds: 60 };
  readonly #logger = new Logger('CouponCodes');

  constructor(
    jobs: Jobs,
    private readonly batches: CouponBatchesRepository,
    private readonly repository: CodeImportsRepository,
    private readonly imports: CodeImport,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { batchId } = jobData.parse(data);
    if (!(await this.batches.begin(batchId))) return;
    try {
      await this.imports.run(batchId);
    } catch (error) {
      const failure = finalFailure(error);
      if (failure === null && (await this.repository.tried(batchId)) < mostAttempts) throw error;
      this.#logger.warn({ event: 'coupon-codes.failed', batch: batchId, error });
      await this.repository.fail(batchId, this.clock.date(), failure ?? 'unexpected');
    }
  }
}

/** The key or the file is gone: trying again cannot help. */
const finalFailure = (error: unknown): 'key' | 'file' | null => {
  if (error instanceof ClubError) return 'key';
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'file' : null;
};

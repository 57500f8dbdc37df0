import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { importCodes } from './batch-books.ts';
import { CodeImport } from './code-import.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';
import { UploadFiles } from './upload-files.ts';

const jobData = z.object({ batchId: z.uuid() });

/** Takes the codes of a file. A killed or failed run goes on where it was, except where that cannot help. */
@Injectable()
export class ImportCouponCodesJob implements Job {
  readonly name = importCodes;
  readonly retry = { limit: 50, delaySeconds: 5, mostSeconds: 600 };
  readonly #logger = new Logger('CouponCodes');

  constructor(
    jobs: Jobs,
    private readonly batches: CouponBatchesRepository,
    private readonly imports: CodeImport,
    private readonly files: UploadFiles,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(data: unknown): Promise<void> {
    const { batchId } = jobData.parse(data);
    if (!(await this.batches.begin(batchId))) return this.files.remove(batchId);
    try {
      await this.imports.run(batchId);
    } catch (error) {
      if (!isFinal(error)) throw error;
      this.#logger.warn({ event: 'coupon-codes.failed', batch: batchId, error });
      await this.batches.fail(batchId, this.clock.date());
      await this.files.remove(batchId);
    }
  }
}

/** The key or the file is gone. */
const isFinal = (error: unknown): boolean =>
  error instanceof ClubError || (error instanceof Error && 'code' in error && error.code === 'ENOENT');

import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ApplicationsRepository } from './applications.repository.ts';
import { giveSamples } from './give-samples.job.ts';

/** A sample that was not picked up goes to the next member in line. */
@Injectable()
export class ReturnedSamples {
  constructor(subscriptions: Subscriptions, applications: ApplicationsRepository, jobs: Jobs) {
    subscriptions.subscribe({
      consumer: 'product-test-samples',
      names: ['voucher.cancelled', 'voucher.expired'],
      origins: ['live'],
      from: 'now',
      handle: async ({ data }) => {
        const testId = await applications.giveBack(data.redemptionId);
        if (testId !== undefined) await jobs.enqueue(giveSamples, { testId });
      },
    });
  }
}

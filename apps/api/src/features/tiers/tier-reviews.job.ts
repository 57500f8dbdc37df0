import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from '../club/index.ts';
import { TierReviews } from './tier-reviews.ts';

export const raiseTiersJob = 'raise-tiers';
/** When members come again whose wallet was held. */
const againAfterSeconds = 3;

interface Raising {
  /** All members when absent. */
  readonly members?: readonly string[];
}

/** The times when tiers are reviewed. */
@Injectable()
export class TierReviewsJob {
  constructor(
    private readonly reviews: TierReviews,
    private readonly jobs: Jobs,
    club: ClubSettings,
  ) {
    // Every hour: wherever the club's midnight lies, who was reviewed since is not due.
    jobs.register({ name: 'review-tiers', cron: '1 * * * *', run: () => this.reviews.review() });
    jobs.register({ name: 'end-tier-grants', cron: '* * * * *', run: () => this.reviews.endGrants() });
    club.onTierMeasureChange(async ({ startsPeriod }) => {
      if (startsPeriod) await this.reviews.skip();
      await jobs.enqueueOnce(raiseTiersJob, {});
    });
    jobs.register({ name: raiseTiersJob, run: (data) => this.#raise(data as Raising) });
  }

  async #raise({ members }: Raising): Promise<void> {
    const left = await this.reviews.raise(members);
    if (left.length > 0) await this.jobs.enqueue(raiseTiersJob, { members: left }, againAfterSeconds);
  }
}

import { Injectable } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { TierNotices } from './tier-notices.ts';

const name = 'tier-notices';
/** When members come again whose wallet was held. */
const againAfterSeconds = 3;

interface Noticing {
  /** All members when absent. */
  readonly members?: readonly string[];
}

/** Tells members of tiers that fall soon: every day, so that a day on which the job could not run delays it only. */
@Injectable()
export class TierNoticesJob {
  constructor(
    private readonly notices: TierNotices,
    private readonly jobs: Jobs,
  ) {
    jobs.register({ name, cron: '30 7 * * *', run: (data) => this.#notify(data as Noticing | null) });
  }

  async #notify(data: Noticing | null): Promise<void> {
    const left = await this.notices.notify(data?.members);
    if (left.length > 0) await this.jobs.enqueue(name, { members: left }, againAfterSeconds);
  }
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CompletedProfiles } from './completed-profiles.ts';

/**
 * Points for those whose profile held everything before the rule was live. Each member is a transaction of its own and
 * counts once. Rules with a condition wait for the next change of the profile: this job would ask all members every hour.
 */
@Injectable()
export class CompleteProfilesJob implements Job {
  readonly name = 'complete-profiles';
  readonly cron = '20 * * * *';

  constructor(
    jobs: Jobs,
    private readonly profiles: CompletedProfiles,
    private readonly transactions: Transactions,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const rule of await this.profiles.live()) {
      if (rule.when) continue;
      for await (const memberId of this.profiles.due(rule))
        await this.transactions
          .run(() => this.profiles.award(rule, memberId))
          .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} members got no points`);
  }
}

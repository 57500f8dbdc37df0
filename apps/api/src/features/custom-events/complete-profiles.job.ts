import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { CompletedProfiles } from './completed-profiles.ts';
import { OnceADay } from './once-a-day.ts';

/**
 * Points for those whose profile held everything before the rule was live. Each member is a transaction of its own and
 * counts once. Later changes give their points at once, so a version of a rule asks all members only once a day, for
 * profiles from imports. Rules with a condition wait for the next change of the profile.
 */
@Injectable()
export class CompleteProfilesJob implements Job {
  readonly name = 'complete-profiles';
  readonly cron = '20 * * * *';

  readonly #rounds = new OnceADay();

  constructor(
    jobs: Jobs,
    private readonly profiles: CompletedProfiles,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const failures: unknown[] = [];
    const now = this.clock.now();
    for (const rule of await this.profiles.live()) {
      const round = `${rule.id}:${rule.version}`;
      if (rule.when || this.#rounds.isDone(round, now)) continue;
      const before = failures.length;
      for await (const memberId of this.profiles.due(rule))
        await this.transactions
          .run(() => this.profiles.award(rule, memberId))
          .catch((error: unknown) => failures.push(error));
      if (failures.length === before) this.#rounds.note(round, now);
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} members got no points`);
  }
}

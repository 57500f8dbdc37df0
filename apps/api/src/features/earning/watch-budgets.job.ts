import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BudgetWatch, watchedBudgets, watchedRules } from './budget-watch.ts';
import { LiveRules } from './live-rules.ts';

/**
 * Says when the budget of a live rule, a location or the club is nearly used and used up, once per period and amount. It reads what sales
 * wrote, so that no sale waits for it.
 */
@Injectable()
export class WatchBudgetsJob implements Job {
  readonly name = 'watch-budgets';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly liveRules: LiveRules,
    private readonly watch: BudgetWatch,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const timeline = await this.liveRules.timeline();
    const shared = await this.liveRules.budgets();
    const now = this.clock.now();
    const rules = [...timeline.at(now), ...timeline.occasionsAt(now)];
    await this.watch.look([...watchedRules(rules), ...watchedBudgets(shared)]);
  }
}

import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import type { ClubEvent } from '../../platform/events/outbox.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BudgetWatch, type Watched } from '../earning/index.ts';
import { BudgetSources, type LiveBudgeted } from './budget-sources.ts';
import { DiscountBudgets } from './discount-budgets.ts';
import type { DiscountSort } from './redemption-events.ts';

/** Says when the budget of a live coupon or offer is nearly used and used up, once per currency and amount. No sale waits for it. */
@Injectable()
export class WatchDiscountBudgetsJob implements Job {
  readonly name = 'watch-discount-budgets';
  readonly cron = '* * * * *';

  constructor(
    jobs: Jobs,
    private readonly sources: BudgetSources,
    private readonly budgets: DiscountBudgets,
    private readonly watch: BudgetWatch,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const live = await this.sources.live(now);
    const of = await this.budgets.of(live, now);
    await this.watch.look(
      live.flatMap((each) =>
        of(each.id).map(({ currency, budgetId, amount }): Watched => ({
          id: budgetId,
          budget: { per: 'total', points: amount },
          ends: null,
          eventOf: (state, { used }) => eventOf(each, state, { currency, amount, spent: used }),
        })),
      ),
    );
  }
}

const names = {
  coupon: { nearly: 'coupon.budget-nearly-used', 'used-up': 'coupon.budget-used-up' },
  offer: { nearly: 'offer.budget-nearly-used', 'used-up': 'offer.budget-used-up' },
} as const;

type Budget = { readonly currency: string; readonly amount: number; readonly spent: number };

const eventOf = (
  { id, version, sort }: LiveBudgeted & { readonly sort: DiscountSort },
  state: 'nearly' | 'used-up',
  budget: Budget,
): ClubEvent =>
  sort === 'coupon'
    ? { name: names.coupon[state], memberId: null, data: { couponId: id, version, ...budget } }
    : { name: names.offer[state], memberId: null, data: { offerId: id, version, ...budget } };

import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import type { Budgeted } from './discount-budgets.ts';
import type { DiscountSort } from './redemption-events.ts';

/** A live coupon or offer. */
export interface LiveBudgeted extends Budgeted {
  readonly version: number;
}
type Source = (now: Instant) => Promise<readonly LiveBudgeted[]>;

/** Where the live coupons and offers are, whose budgets are watched. */
@Injectable()
export class BudgetSources {
  readonly #sources = new Map<DiscountSort, Source>();

  register(sort: DiscountSort, source: Source): void {
    this.#sources.set(sort, source);
  }

  async live(now: Instant): Promise<(LiveBudgeted & { readonly sort: DiscountSort })[]> {
    const live: (LiveBudgeted & { readonly sort: DiscountSort })[] = [];
    for (const [sort, source] of this.#sources)
      for (const each of await source(now)) live.push({ ...each, sort });
    return live;
  }
}

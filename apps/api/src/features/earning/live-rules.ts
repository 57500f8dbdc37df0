import { Injectable } from '@nestjs/common';
import type { EarningRule, Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Remembered } from '../club/index.ts';
import { EarningRulesRepository } from './earning-rules.repository.ts';
import { termsOf } from './rule-terms.ts';

/** The rule versions that post, ready to be evaluated. Every process hears of a change. */
@Injectable()
export class LiveRules {
  readonly #rules = new Remembered(async () => (await this.rules.live()).map(termsOf));

  constructor(
    private readonly rules: EarningRulesRepository,
    private readonly transactions: Transactions,
    live: LiveEvents,
  ) {
    live.subscribe(({ name }) => {
      if (name === 'earning-rule.published' || name === 'earning-rule.paused') this.#rules.forget();
    });
  }

  /** What posts for purchases of this moment, from memory, oldest rule first. */
  at(_moment: Instant): Promise<readonly EarningRule[]> {
    return this.#rules.get();
  }

  /** Belongs into the transaction of a change. */
  forget(): void {
    this.#rules.forget();
    this.transactions.afterCommit(() => this.#rules.forget());
  }
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { ChallengesRepository } from './challenges.repository.ts';

/**
 * Whether any challenge is live, from memory: without one, sales ask nothing. What is live is read with each sale. Every
 * process hears of changes.
 */
@Injectable()
export class LiveChallenges {
  readonly #any: Remembered<boolean>;

  constructor(
    challenges: ChallengesRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    live: LiveEvents,
  ) {
    this.#any = new Remembered(transactions, () => challenges.anyLive());
    live.subscribe(() => this.#any.forget(), ['challenge.changed']);
    live.onListening(() => this.#any.forget());
  }

  any(): Promise<boolean> {
    return this.#any.get();
  }

  /** Announces a change to every process, in its transaction. */
  async announce(challengeId: string): Promise<void> {
    await this.outbox.append([{ name: 'challenge.changed', memberId: null, data: { challengeId } }]);
    this.#any.forget();
    this.transactions.afterCommit(() => this.#any.forget());
  }
}

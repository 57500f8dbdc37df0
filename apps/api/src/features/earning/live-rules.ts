import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { RuleTimeline, type FailedRule } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { PublicationsRepository } from './publications.repository.ts';
import { LiveBudgets } from './live-budgets.ts';
import type { SharedBudgetRecord } from './shared-budget-record.ts';
import { RuleVersions } from './rule-versions.ts';

const changes: readonly EventName[] = [
  'earning-rule.published',
  'earning-rule.paused',
  'earning-rule.withdrawn',
  'earning-rule.trial-ended',
];

/**
 * The rule versions that apply to purchases of any moment, from memory. Every process hears of changes. After a
 * lost connection a process reloads when it listens again, or after a minute.
 */
@Injectable()
export class LiveRules {
  readonly #timeline: Remembered<RuleTimeline>;

  constructor(
    private readonly publications: PublicationsRepository,
    private readonly versions: RuleVersions,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly shared: LiveBudgets,
    live: LiveEvents,
  ) {
    this.#timeline = new Remembered(transactions, () => this.#load());
    live.subscribe(() => this.#timeline.forget(), changes);
    live.onListening(() => this.#timeline.forget());
  }

  /** Its `at` gives the versions of a moment, oldest rule first. It does not wait and stays consistent. */
  timeline(): Promise<RuleTimeline> {
    return this.#timeline.get();
  }

  /** Budgets of the club and of locations, from memory. */
  budgets(): Promise<readonly SharedBudgetRecord[]> {
    return this.shared.all();
  }

  /** Says once of each version that it does not work. */
  report(failed: readonly FailedRule[]): void {
    this.versions.report(failed);
  }

  /** Announces a change to every process, in its transaction. */
  async announce(change: ClubEvent): Promise<void> {
    await this.outbox.append([change]);
    this.#timeline.forget();
    this.transactions.afterCommit(() => this.#timeline.forget());
  }

  async #load(): Promise<RuleTimeline> {
    const rules = await this.publications.all();
    return new RuleTimeline(
      rules.map((made) =>
        made.map(({ terms, ...times }) => ({ ...times, rule: this.versions.remember(terms) })),
      ),
    );
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import { RuleTimeline } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { PublicationsRepository } from './publications.repository.ts';
import { conditionErrors, type RuleVersion } from './rule-terms.ts';
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
  readonly #log = new Logger('Earning');
  readonly #reported = new Set<string>();

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
        made.map(({ terms, ...times }) => {
          this.#report(terms);
          return { ...times, rule: this.versions.remember(terms) };
        }),
      ),
    );
  }

  /** Says once that a rule is skipped, because a newer version of the software stored its condition. */
  #report({ id, version, content }: RuleVersion): void {
    const [fault] = conditionErrors(content);
    const key = `${id}:${version}`;
    if (!fault || this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#log.warn({ event: 'earning-rule.skipped', ruleId: id, version, pointer: fault.pointer });
  }
}

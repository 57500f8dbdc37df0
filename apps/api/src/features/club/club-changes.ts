import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox } from '../../platform/events/outbox.ts';

/** Changes of the value of purchases in the reporting currency: a rate, or that currency itself. */
export type ReportingChange = 'rate' | 'currency';
/** Something else begins to decide tiers. */
export interface TierMeasureChange {
  /** It counts in a period that has an end, and did not before. */
  readonly startsPeriod: boolean;
}
export type ClubPart =
  | 'settings'
  | 'exchange-rate'
  | 'location'
  | 'product'
  | 'product-set'
  | 'segment'
  | 'rate-table'
  | 'budget'
  | 'discount-category';

/** Tells every process that its cached club data are outdated. */
@Injectable()
export class ClubChanges {
  readonly #forgetful: (() => void)[] = [];
  readonly #following: ((change: ReportingChange) => Promise<void>)[] = [];
  readonly #measuring: ((change: TierMeasureChange) => Promise<void>)[] = [];
  readonly #keeping: ((left: readonly string[]) => Promise<void>)[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    live: LiveEvents,
  ) {
    live.subscribe(() => this.#forget(), ['club.changed']);
    live.onListening(() => this.#forget());
  }

  /** Runs `forget` at each change, in every process. */
  onChange(forget: () => void): void {
    this.#forgetful.push(forget);
  }

  /** Runs `follow` in the transaction of each such change. */
  onReportingChange(follow: (change: ReportingChange) => Promise<void>): void {
    this.#following.push(follow);
  }

  /** Runs `follow` in the transaction in which something else begins to decide tiers. */
  onTierMeasureChange(follow: (change: TierMeasureChange) => Promise<void>): void {
    this.#measuring.push(follow);
  }

  /** Runs `keep` with those that are left, in the transaction that takes some away. */
  onInterestsRemoved(keep: (left: readonly string[]) => Promise<void>): void {
    this.#keeping.push(keep);
  }

  /** Call it in the transaction of the change. */
  async announceInterestsRemoved(left: readonly string[]): Promise<void> {
    for (const keep of this.#keeping) await keep(left);
  }

  /** Call it in the transaction of the change. */
  async announceTierMeasure(change: TierMeasureChange): Promise<void> {
    for (const follow of this.#measuring) await follow(change);
  }

  /** Call it in the transaction of the change. */
  async announceReporting(change: ReportingChange): Promise<void> {
    for (const follow of this.#following) await follow(change);
  }

  /** Call it in the transaction of the change. */
  async announce(part: ClubPart, id: string | null = null): Promise<void> {
    await this.outbox.append([{ name: 'club.changed', memberId: null, data: { part, id } }]);
    this.#forget();
    this.transactions.afterCommit(() => this.#forget());
  }

  #forget(): void {
    for (const forget of this.#forgetful) forget();
  }
}

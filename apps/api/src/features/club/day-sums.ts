import { Injectable } from '@nestjs/common';
import { localDateOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { ClubSettings } from './club-settings.ts';
import { DaySumsRepository, type SummedDays, type SummedKind } from './day-sums.repository.ts';

/** Sums of a feature by local day, for reports. The feature notes in `day_sums_due` what changes of a day. */
export interface Summer {
  readonly kind: SummedKind;
  /** The first day of anything in this zone, YYYY-MM-DD; null if there is nothing. */
  firstDay(zone: string): Promise<string | null>;
  /** Replaces the sums of these days. */
  make(days: readonly string[], zone: string): Promise<void>;
  /** Removes all sums. */
  clear(): Promise<void>;
}

const daysAtOnce = 31;

/**
 * Sums up days that are over, and again those that changed. Today is never summed up. A report adds the sums of whole days to
 * what it reads of the other days, so it is exact at any moment.
 */
@Injectable()
export class DaySums implements Job {
  readonly name = 'sum-up-days';
  readonly cron = '*/10 * * * *';
  readonly #summers: Summer[] = [];

  constructor(
    jobs: Jobs,
    private readonly sums: DaySumsRepository,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  register(summer: Summer): void {
    this.#summers.push(summer);
  }

  async run(): Promise<void> {
    const { timeZone: zone } = await this.club.current();
    for (const summer of this.#summers) {
      await this.sums.introduce(summer.kind, zone);
      while (await this.transactions.run(() => this.#step(summer, zone)));
    }
  }

  /** Whether there may be more to do now. */
  async #step(summer: Summer, zone: string): Promise<boolean> {
    const { kind } = summer;
    const state = await this.sums.take(kind);
    if (!state) return false;
    if (state.zone !== zone) return this.#begin(summer, zone);
    const yesterday = localDateOf(this.clock.now(), zone).subtract({ days: 1 }).toString();
    if (state.marked === null || state.marked < yesterday) {
      await this.sums.mark(kind, yesterday);
      return true;
    }
    return state.made === state.marked ? this.#again(summer, state) : this.#onceSettled(summer, state);
  }

  /** A transaction that did not see the mark may still add to a day without a note: then the next run goes on. */
  async #onceSettled(summer: Summer, state: SummedDays): Promise<boolean> {
    if (state.settled !== null) return state.settled && (await this.#goOn(summer, state));
    await this.sums.guard(summer.kind);
    return true;
  }

  async #begin(summer: Summer, zone: string): Promise<boolean> {
    await summer.clear();
    await this.sums.begin(summer.kind, zone);
    return true;
  }

  async #goOn(summer: Summer, { zone, marked, made }: SummedDays): Promise<boolean> {
    if (marked === null) return false;
    const last = Temporal.PlainDate.from(marked);
    const first = made === null ? await summer.firstDay(zone) : dayAfter(made);
    const from = first === null || first > marked ? last : Temporal.PlainDate.from(first);
    const count = Math.min(daysAtOnce, from.until(last).days + 1);
    const days = Array.from({ length: count }, (_, index) => from.add({ days: index }).toString());
    await summer.make(days, zone);
    await this.sums.make(summer.kind, days.at(-1) ?? marked);
    return true;
  }

  async #again(summer: Summer, { zone, made }: SummedDays): Promise<boolean> {
    if (made === null) return false;
    const days = await this.sums.takeDue(summer.kind, made, daysAtOnce);
    if (days.length === 0) return false;
    await summer.make(days, zone);
    return true;
  }
}

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

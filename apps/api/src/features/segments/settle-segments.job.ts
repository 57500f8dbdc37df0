import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { daysOfSegmentChanges } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { Audiences } from '../facts/index.ts';
import { Moves } from './moves.ts';
import { SettlingRepository, type PendingSegment } from './settling.repository.ts';

export const settleSegments = 'settle-segments';
/** Members that are decided in one transaction. */
const mostAtOnce = 2000;

/**
 * Decides who is in which segment: members who were noted, and all members for segments that are new, changed, or not
 * decided yet in this day of the club. Running twice does no harm, and what was interrupted begins again.
 */
@Injectable()
export class SettleSegmentsJob implements Job, OnApplicationShutdown {
  readonly name = settleSegments;
  #stopping = false;

  constructor(
    jobs: Jobs,
    private readonly settling: SettlingRepository,
    private readonly moves: Moves,
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  onApplicationShutdown(): void {
    this.#stopping = true;
  }

  async run(): Promise<void> {
    while (!this.#stopping && (await this.#settleNoted()));
    while (!this.#stopping && (await this.#settleAll()));
  }

  /** False if nobody was noted. */
  async #settleNoted(): Promise<boolean> {
    return this.transactions.run(async () => {
      await this.settling.lock();
      const members = await this.settling.take(mostAtOnce);
      if (members.length === 0) return false;
      await this.moves.settle(members);
      return true;
    });
  }

  /** All members for all segments that need it; false if none does. */
  async #settleAll(): Promise<boolean> {
    const { today } = await this.audiences.moment();
    const pending = await this.settling.pending(today);
    if (pending.length === 0) return false;
    for (const { id, copyOf } of pending) if (copyOf !== null) await this.#copy(id, copyOf);
    const ids = new Set(pending.filter(({ condition }) => condition !== null).map(({ id }) => id));
    if (ids.size > 0) await this.#decideAll(ids);
    if (this.#stopping) return false;
    await this.#finish(pending, today);
    return true;
  }

  async #copy(id: string, from: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.settling.lock();
      await this.settling.copy(id, from, this.clock.date());
    });
  }

  async #decideAll(segments: ReadonlySet<string>): Promise<void> {
    let after: string | null = null;
    do after = await this.transactions.run(() => this.#decideNext(segments, after));
    while (after !== null && !this.#stopping);
  }

  /** The last member of a batch; null after the last batch. */
  async #decideNext(segments: ReadonlySet<string>, after: string | null): Promise<string | null> {
    await this.settling.lock();
    const members = await this.settling.next(after, mostAtOnce);
    if (members.length > 0) await this.moves.settle(members, segments);
    return members.at(-1) ?? null;
  }

  async #finish(pending: readonly PendingSegment[], today: string): Promise<void> {
    const now = this.clock.date();
    await this.transactions.run(async () => {
      await this.settling.lock();
      for (const segment of pending) await this.settling.finish(segment, now, today);
      await this.settling.sweep(new Date(now.getTime() - daysOfSegmentChanges * dayMs));
    });
  }
}

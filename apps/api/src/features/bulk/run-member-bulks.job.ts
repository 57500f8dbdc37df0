import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BulkActions, type BulkCause } from './bulk-actions.ts';
import { BulksRepository, type BulkRow } from './bulks.repository.ts';
import { UndoActions } from './undo-actions.ts';

export const runMemberBulks = 'run-member-bulks';
const atOnce = 100;
const mostAttempts = 5;

/**
 * Changes the members of all running bulks, each in a transaction of its own that also marks the member as done. So a
 * killed run continues, and two runs at once do nothing twice.
 */
@Injectable()
export class RunMemberBulksJob implements Job, OnApplicationBootstrap, OnApplicationShutdown {
  readonly name = runMemberBulks;
  // What failed for a moment, and what another process left.
  readonly cron = '* * * * *';
  readonly #logger = new Logger('Bulks');
  #running: Promise<void> = Promise.resolve();
  #stopping = false;

  constructor(
    jobs: Jobs,
    private readonly bulks: BulksRepository,
    private readonly actions: BulkActions,
    private readonly undos: UndoActions,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    jobs.register(this);
  }

  /** Continues what a killed run has left. */
  onApplicationBootstrap(): void {
    this.#running = this.transactions
      .asJob(() => this.run())
      .catch((error: unknown) => this.#logger.warn({ event: 'bulks.waiting', error }));
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async run(): Promise<void> {
    for (const bulk of await this.bulks.running()) await this.#work(bulk);
  }

  async #work(bulk: BulkRow): Promise<void> {
    for (let after = lowestId; ;) {
      const members = await this.bulks.next(bulk.id, after, atOnce);
      for (const memberId of members) {
        if (this.#stopping) return;
        await this.#change(bulk, memberId);
      }
      const last = members.at(-1);
      if (last === undefined) break;
      after = last;
    }
    await this.bulks.finish(bulk.id, this.clock.date());
  }

  async #change(bulk: BulkRow, memberId: string): Promise<void> {
    const { id, kind, action } = bulk;
    if (!action) return;
    try {
      await this.transactions.run(async () => {
        const item = await this.bulks.claim(id, memberId);
        if (!item) return;
        const outcome =
          'undo' in action
            ? await this.undos.undo(kind, { memberId, item, reason: action.reason }, causeOf(bulk))
            : await this.actions.change(action, memberId, causeOf(bulk));
        await this.bulks.note(id, memberId, outcome);
      });
    } catch (error) {
      if (error instanceof ClubError) return this.bulks.refuse(id, memberId, error.code);
      this.#logger.warn({ event: 'bulk.failed', bulk: id, error });
      await this.bulks.noteFailure(id, memberId, mostAttempts);
    }
  }
}

const causeOf = ({ actor, approval_id: approvalId, approved_by: approvedBy }: BulkRow): BulkCause => ({
  actor,
  approval: approvalId !== null && approvedBy !== null ? { approvalId, approvedBy } : null,
});

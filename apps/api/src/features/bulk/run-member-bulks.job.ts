import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { Jobs, type Job } from '../../platform/jobs/jobs.ts';
import { BulkActions, type BulkCause } from './bulk-actions.ts';
import { Promised } from './promised.ts';
import { BulksRepository, type BulkItem, type BulkRow, type Outcome } from './bulks.repository.ts';
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
    await this.bulks.forgetOldActions(new Date(this.clock.now() - dayMs));
    for (const bulk of await this.bulks.running()) await this.#work(bulk);
  }

  async #work(bulk: BulkRow): Promise<void> {
    const promised = new Promised(bulk.dry_run ? await this.bulks.changedSoFar(bulk.id) : 0);
    for (let after = lowestId; ;) {
      const members = await this.bulks.next(bulk.id, after, atOnce);
      for (const memberId of members) {
        if (this.#stopping) return;
        const outcome = await this.#change(bulk, memberId, promised);
        if (bulk.dry_run && outcome?.state === 'changed') promised.add(outcome.place);
      }
      const last = members.at(-1);
      if (last === undefined) break;
      after = last;
    }
    await this.bulks.finish(bulk.id, this.clock.date());
  }

  /** Null if another run has done it, or if it failed. */
  async #change(bulk: BulkRow, memberId: string, promised: Promised): Promise<Outcome | null> {
    const { id } = bulk;
    try {
      // A dry run does the same, but not in the transaction that marks the member.
      const tried = bulk.dry_run
        ? await this.#tried(() => this.#act(bulk, { memberId, promised, item: nothingGiven }))
        : null;
      return await this.transactions.run(async () => {
        const item = await this.bulks.claim(id, memberId);
        if (!item) return null;
        const outcome = tried ?? (await this.#act(bulk, { memberId, promised, item }));
        await this.bulks.note(id, memberId, outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof ClubError) {
        await this.bulks.refuse(id, memberId, error.code);
        return null;
      }
      this.#logger.warn({ event: 'bulk.failed', bulk: id, error });
      await this.bulks.noteFailure(id, memberId, mostAttempts);
      return null;
    }
  }

  async #act(
    bulk: BulkRow,
    { memberId, promised, item }: { memberId: string; promised: Promised; item: BulkItem },
  ): Promise<Outcome> {
    const { kind, action } = bulk;
    if (!action) throw new Error(`The bulk change ${bulk.id} has no action`);
    const cause = { ...causeOf(bulk), promised: promised.at };
    return 'undo' in action
      ? this.undos.undo(kind, { memberId, item, reason: action.reason }, cause)
      : this.actions.change(action, memberId, cause);
  }

  /** What would happen. Everything of it is rolled back. */
  async #tried(act: () => Promise<Outcome>): Promise<Outcome> {
    try {
      return await this.transactions.run(async () => {
        throw new Tried(await act());
      });
    } catch (error) {
      if (!(error instanceof Tried)) throw error;
      return { ...error.outcome, given: null, tag: null, approval: null };
    }
  }
}

const nothingGiven: BulkItem = { given: null, tag: null, approval: null };

/** Ends the transaction of a dry run. */
class Tried extends Error {
  constructor(readonly outcome: Outcome) {
    super('tried');
  }
}

const causeOf = ({
  actor,
  approval_id: approvalId,
  approved_by: approvedBy,
}: BulkRow): Omit<BulkCause, 'promised'> => ({
  actor,
  approval: approvalId !== null && approvedBy !== null ? { approvalId, approvedBy } : null,
});

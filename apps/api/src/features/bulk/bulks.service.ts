import { Injectable } from '@nestjs/common';
import {
  bulkScopes,
  mostBulkMembers,
  type BodyOf,
  type BulkAction,
  type startMemberBulk,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { assertHolds } from '../../platform/scopes.ts';
import { askerOf, storedActor } from '../../platform/stored-actor.ts';
import { BulkActions } from './bulk-actions.ts';
import { BulkApproval } from './bulk-approval.ts';
import { BulkSelection } from './bulk-selection.ts';
import { BulksRepository, type CountedBulk, type NewBulk } from './bulks.repository.ts';
import { seenBy } from './seen-by.ts';
import { isRunnable } from './show-bulk.ts';

/** Starts changes of many members. A job makes them. */
@Injectable()
export class Bulks {
  constructor(
    private readonly bulks: BulksRepository,
    private readonly selection: BulkSelection,
    private readonly actions: BulkActions,
    private readonly approval: BulkApproval,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns its id. Call it in the transaction of its idempotency key. Throws `not-allowed`, `invalid-request`, `selection-changed` if
   * the selection is not what the caller saw, `too-many-members`.
   */
  async start(
    actor: Actor,
    { action, members, filters, expected, dryRun = false }: BodyOf<typeof startMemberBulk>,
  ): Promise<string> {
    assertHolds(actor, ...bulkScopes[action.kind]);
    await this.actions.assertPossible(action);
    const selected = await this.selection.of(actor, { members, filters });
    if (selected.length > mostBulkMembers) throw new ClubError('too-many-members');
    if (selected.length !== expected) throw new ClubError('selection-changed');
    return this.transactions.run(() => this.#store(actor, action, { members: selected, dryRun }));
  }

  /**
   * What a dry run has tried, for the same members, once. Returns the id of the change. Call it in the transaction of its idempotency key. Throws `not-found`,
   * `not-allowed`, `invalid-request`, `bulk-not-runnable`.
   */
  async run(actor: Actor, id: string): Promise<string> {
    return this.transactions.run(async () => {
      await this.bulks.lock(id);
      const tried = await this.#find(actor, id);
      const { action } = tried;
      if (!isRunnable(tried) || !action || 'undo' in action) throw new ClubError('bulk-not-runnable');
      assertHolds(actor, ...bulkScopes[action.kind]);
      await this.actions.assertPossible(action);
      await this.bulks.forgetAction(id);
      const members = { of: id, total: await this.bulks.membersOf(id) };
      if (members.total === 0) throw new ClubError('bulk-not-runnable');
      return this.#store(actor, action, { members, dryRun: false });
    });
  }

  async #store(
    actor: Actor,
    action: BulkAction,
    { members, dryRun }: Pick<NewBulk, 'members' | 'dryRun'>,
  ): Promise<string> {
    const id = newId();
    const total = 'of' in members ? members.total : members.length;
    const limit = dryRun ? null : await this.approval.exceededBy(actor, action, total);
    const state = limit === null ? 'running' : 'waiting';
    const stored = { id, state, action, asker: askerOf(actor), actor: storedActor(actor), dryRun } as const;
    await this.bulks.insert({ ...stored, members, at: this.clock.date() });
    await this.approval.note(actor, { id, action, members: total, dryRun });
    await this.approval.startOrAsk(actor, id, limit);
    return id;
  }

  async #find(actor: Actor, id: string): Promise<CountedBulk> {
    const row = await this.bulks.findOwn(id, seenBy(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

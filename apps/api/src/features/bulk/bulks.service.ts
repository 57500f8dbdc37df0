import { Injectable } from '@nestjs/common';
import {
  bulkScopes,
  mostBulkMembers,
  type BodyOf,
  type BulkAction,
  type MemberBulk,
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
import { BulksRepository } from './bulks.repository.ts';
import { showBulk } from './show-bulk.ts';

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
   * Call it in the transaction of its idempotency key. Throws `not-allowed`, `invalid-request`, `selection-changed` if
   * the selection is not what the caller saw, `too-many-members`.
   */
  async start(
    actor: Actor,
    { action, members, filters, expected }: BodyOf<typeof startMemberBulk>,
  ): Promise<MemberBulk> {
    assertHolds(actor, ...bulkScopes[action.kind]);
    await this.actions.assertPossible(action);
    const selected = await this.selection.of(actor, { members, filters });
    if (selected.length > mostBulkMembers) throw new ClubError('too-many-members');
    if (selected.length !== expected) throw new ClubError('selection-changed');
    return this.transactions.run(() => this.#store(actor, action, selected));
  }

  async #store(actor: Actor, action: BulkAction, members: readonly string[]): Promise<MemberBulk> {
    const id = newId();
    const limit = await this.approval.exceededBy(actor, action, members.length);
    const state = limit === null ? 'running' : 'waiting';
    const stored = { id, state, action, asker: askerOf(actor), actor: storedActor(actor) } as const;
    await this.bulks.insert({ ...stored, members, at: this.clock.date() });
    await this.approval.note(actor, id, action, members.length);
    await this.approval.startOrAsk(actor, id, limit);
    const row = await this.bulks.findOwn(id, askerOf(actor));
    if (!row) throw new ClubError('unexpected');
    return showBulk(row);
  }
}

import { Injectable } from '@nestjs/common';
import { bulkScopes, type BodyOf, type undoMemberBulk } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { assertHolds } from '../../platform/scopes.ts';
import { askerOf, storedActor } from '../../platform/stored-actor.ts';
import { BulkApproval } from './bulk-approval.ts';
import { BulksRepository, type CountedBulk } from './bulks.repository.ts';
import { seenBy } from './seen-by.ts';
import { undoableOf } from './show-bulk.ts';

/** Takes a whole bulk change back, by another one. */
@Injectable()
export class BulkUndos {
  constructor(
    private readonly bulks: BulksRepository,
    private readonly approval: BulkApproval,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Returns its id. Call it in the transaction of its idempotency key. It needs what the change needed: the scopes, and for points above
   * the limit a second person. Throws `not-found`, `not-allowed`, `invalid-request`, `bulk-undone`, `bulk-not-undoable`.
   */
  async start(actor: Actor, id: string, { reason = '' }: BodyOf<typeof undoMemberBulk>): Promise<string> {
    return this.transactions.run(async () => {
      await this.bulks.lock(id);
      const bulk = await this.#find(actor, id);
      assertHolds(actor, ...bulkScopes[bulk.kind]);
      assertUndoable(bulk);
      if (bulk.points !== null && reason === '')
        throw ClubError.field('invalid-request', '/reason', 'required: members read it');
      return this.#store(actor, bulk, bulk.points === null ? '' : reason);
    });
  }

  async #store(
    actor: Actor,
    { id: undoes, points, counts: { given } }: CountedBulk,
    reason: string,
  ): Promise<string> {
    const asked = points === null ? null : { points: -points, reason };
    const exceeded = await this.approval.exceededBy(actor, asked, given);
    const stored = {
      id: newId(),
      state: exceeded === null ? 'running' : 'waiting',
      action: { undo: true, reason },
      asker: askerOf(actor),
      actor: storedActor(actor),
    } as const;
    await this.bulks.insertUndo({ ...stored, undoes, total: given, at: this.clock.date() });
    await this.audit.record(actor, {
      action: 'member-bulk.undone',
      subject: { type: 'member-bulk', id: undoes },
      after: { rows: given, ...(asked ? { points: asked.points } : {}) },
    });
    await this.approval.startOrAsk(actor, stored.id, exceeded);
    return stored.id;
  }

  async #find(actor: Actor, id: string): Promise<CountedBulk> {
    const row = await this.bulks.findOwn(id, seenBy(actor));
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

const assertUndoable = (bulk: CountedBulk): void => {
  if (bulk.undone_by !== null) throw new ClubError('bulk-undone');
  if (undoableOf(bulk) === 0) throw new ClubError('bulk-not-undoable');
};

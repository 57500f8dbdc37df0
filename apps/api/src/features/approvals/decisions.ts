import { Injectable } from '@nestjs/common';
import type { Approval } from '@regulars/contracts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { isOwn, reachesApproval } from './approval-access.ts';
import { ApprovalKinds } from './approval-kinds.ts';
import { Approvals } from './approvals.ts';
import { ApprovalsRepository, type ApprovalRow, type Decision } from './approvals.repository.ts';
import { LoneApprovals } from './lone-approvals.ts';

/** Decides each approval once: the row is locked until the change is made. */
@Injectable()
export class Decisions {
  constructor(
    private readonly rows: ApprovalsRepository,
    private readonly approvals: Approvals,
    private readonly kinds: ApprovalKinds,
    private readonly alone: LoneApprovals,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Performs it exactly once. Throws `not-found`, `approval-settled`, `own-approval-refused`,
   * `wrong-approval-code`, and errors of the change; then it keeps waiting.
   */
  async approve(actor: Actor, id: string, code: string | undefined): Promise<Approval> {
    const person = personOf(actor);
    if (code !== undefined) await this.alone.countTry(person);
    return this.transactions.run(async () => {
      const row = await this.#lock(actor, id, 'read');
      const own = isOwn(actor, row);
      if (own) await this.alone.useCode(person, row, code);
      const { kind, payload, asked_by: askedBy } = row;
      const transactionId = await this.kinds
        .of(kind)
        .perform(payload, { approvalId: id, askedBy, approvedBy: person });
      return this.#settle(person, row, 'approved', { transaction_id: transactionId, with_code: own });
    });
  }

  /** Throws `not-found`, `approval-settled`, `own-approval-refused`: requesters must withdraw. */
  async refuse(actor: Actor, id: string, reason: string): Promise<Approval> {
    const person = personOf(actor);
    return this.transactions.run(async () => {
      const row = await this.#lock(actor, id, 'read');
      if (isOwn(actor, row)) throw new ClubError('own-approval-refused', 'Withdraw your own request instead');
      return this.#decline(person, row, 'refused', { reason });
    });
  }

  /** Throws `not-found` for anyone but the requester, `approval-settled`. */
  async withdraw(actor: Actor, id: string): Promise<Approval> {
    return this.transactions.run(async () => {
      const row = await this.#lock(actor, id, 'write');
      return this.#decline(actor, row, 'withdrawn', {});
    });
  }

  /**
   * What asked for it is taken back, in the same transaction, by this actor. Withdraws it, or returns the posting of one that
   * was approved before. Throws `not-found`, `approval-settled` if it was declined.
   */
  async takeBack(actor: Actor, id: string): Promise<string | null> {
    const row = await this.rows.lock(id);
    if (!row) throw new ClubError('not-found');
    if (row.state === 'approved') return row.transaction_id;
    if (row.state !== 'waiting') throw new ClubError('approval-settled', `The request is ${row.state}`);
    await this.#decline(actor, row, 'withdrawn', {});
    return null;
  }

  async #lock(actor: Actor, id: string, access: 'read' | 'write'): Promise<ApprovalRow> {
    const row = await this.rows.lock(id);
    const reached = row && reachesApproval(actor, row, access) && (access === 'read' || isOwn(actor, row));
    if (!row || !reached) throw new ClubError('not-found');
    if (row.state !== 'waiting') throw new ClubError('approval-settled', `The request is ${row.state}`);
    return row;
  }

  async #decline(
    by: Actor,
    row: ApprovalRow,
    state: 'refused' | 'withdrawn',
    rest: Partial<Decision>,
  ): Promise<Approval> {
    await this.kinds
      .of(row.kind)
      .decline?.(row.payload, { approvalId: row.id, state, by, at: this.clock.date() });
    return this.#settle(by, row, state, rest);
  }

  async #settle(
    actor: Actor,
    row: ApprovalRow,
    state: 'approved' | 'refused' | 'withdrawn',
    rest: Partial<Decision>,
  ): Promise<Approval> {
    const decided = await this.rows.decide(row.id, {
      reason: null,
      with_code: false,
      transaction_id: null,
      ...rest,
      state,
      decided_by: actor.id,
      decided_name: actor.name,
      decided_at: this.clock.date(),
    });
    await this.approvals.note(actor, `approval.${state}`, decided);
    return this.approvals.show(actor, decided);
  }
}

/** Keys can request, people decide. */
const personOf = (actor: Actor): AccountActor => {
  if (actor.kind !== 'account') throw new ClubError('not-allowed', 'API keys cannot decide');
  return actor;
};

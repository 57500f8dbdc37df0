import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalKind, listApprovals, QueryOf, ReplyOf } from '@regulars/contracts';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { readCursor } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage } from '../../platform/http/sql-order.ts';
import { newId } from '../../platform/ids.ts';
import { isOwn, reachesApproval, seenBy } from './approval-access.ts';
import { ApprovalKinds } from './approval-kinds.ts';
import { approvalOrders, ApprovalsRepository, type ApprovalRow } from './approvals.repository.ts';
import { Approvers } from './approvers.ts';

/** Requests approvals and looks them up. */
@Injectable()
export class Approvals {
  constructor(
    private readonly approvals: ApprovalsRepository,
    private readonly kinds: ApprovalKinds,
    private readonly approvers: Approvers,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Call it in the transaction of the change that cannot be made at once. */
  async ask(actor: Actor, kind: ApprovalKind, payload: object): Promise<Approval> {
    const person = personBehind(actor);
    const row = await this.approvals.insert({
      id: newId(),
      kind,
      payload,
      member_id: this.kinds.of(kind).memberOf(payload),
      asked_by: actor,
      person_id: person,
      asked_at: this.clock.date(),
      alone: (await this.approvers.besides(person)).length === 0,
    });
    await this.note(actor, 'approval.asked', row);
    return this.show(actor, row);
  }

  /** The undecided request for the same change; undefined without one. `values` are those of its payload that tell it apart. */
  async waiting(actor: Actor, kind: ApprovalKind, values: object): Promise<Approval | undefined> {
    const row = await this.approvals.waiting(kind, values);
    return row && this.show(actor, row);
  }

  /** Removes what people wrote into these requests and decisions. Ids, figures and times stay. */
  async forgetWords(ids: readonly string[]): Promise<void> {
    await this.approvals.forgetWords(ids);
  }

  /** Newest first, unless the caller sorts otherwise. */
  async list(actor: Actor, query: QueryOf<typeof listApprovals>): Promise<ReplyOf<typeof listApprovals>> {
    const filter = { ...seenBy(actor), state: query.state ?? null, memberId: query.member ?? null };
    const { limit, cursor } = query;
    const order = sqlOrderOf(query, { sort: 'asked', order: 'desc' }, approvalOrders);
    const rows = order
      ? await this.approvals.sorted(filter, order, limit + 1)
      : await this.approvals.list(filter, readCursor(cursor, 'moment', 'id'), limit + 1);
    const shown = new Map((await this.#showAll(actor, rows)).map((approval) => [approval.id, approval]));
    const usual = ({ asked_at: at, id }: ApprovalRow) => [toInstant(at), id];
    const listed = sqlPage(
      rows,
      { limit, order, idOf: ({ id }) => id, usual },
      ({ id }) => shown.get(id) ?? missing(),
    );
    return query.include === 'total' ? { ...listed, total: await this.approvals.count(filter) } : listed;
  }

  /** Throws `not-found`, also if the caller may not see it. */
  async byId(actor: Actor, id: string): Promise<Approval> {
    const row = await this.approvals.find(id);
    if (!row || !reachesApproval(actor, row, 'read')) throw new ClubError('not-found');
    return this.show(actor, row);
  }

  async show(actor: Actor, row: ApprovalRow): Promise<Approval> {
    const [shown] = await this.#showAll(actor, [row]);
    return shown ?? missing();
  }

  /** Reports the decision, in the transaction of the change. */
  async note(
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    action: 'approval.asked' | 'approval.approved' | 'approval.refused' | 'approval.withdrawn',
    { id, kind, payload, member_id, reason, with_code }: ApprovalRow,
  ): Promise<void> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'approval', id },
      memberId: member_id,
      after: {
        kind,
        payload: this.kinds.of(kind).audited?.(payload) ?? payload,
        ...(reason === null ? {} : { reason }),
        ...(with_code ? { withCode: true } : {}),
      },
    });
    await this.outbox.append([{ name: action, memberId: null, data: { approvalId: id, kind } }]);
  }

  async #showAll(actor: Actor, rows: readonly ApprovalRow[]): Promise<Approval[]> {
    const byId = new Map<string, Approval['action']>();
    for (const kind of new Set(rows.map((row) => row.kind))) {
      const some = rows.filter((row) => row.kind === kind);
      const described = await this.kinds.of(kind).describe(some.map(({ payload }) => payload));
      for (const [index, { id }] of some.entries()) byId.set(id, described[index] ?? missing());
    }
    return rows.map((row) => showRow(row, byId.get(row.id) ?? missing(), isOwn(actor, row)));
  }
}

const missing = (): never => {
  throw new Error('An approval was not described');
};

const showRow = (row: ApprovalRow, action: Approval['action'], own: boolean): Approval => ({
  id: row.id,
  state: row.state,
  action,
  askedBy: { kind: row.asked_by.kind, id: row.asked_by.id, name: row.asked_by.name },
  askedAt: toInstant(row.asked_at),
  own,
  decidedBy: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_name ?? '' },
  decidedAt: row.decided_at && toInstant(row.decided_at),
  reason: row.reason,
  withCode: row.with_code,
  transactionId: row.transaction_id,
});

import { Injectable } from '@nestjs/common';
import type { listMergeRequests, MergeRequest, QueryOf, ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { readCursor } from '../../platform/http/cursor.ts';
import { sqlOrderOf, sqlPage, type SqlOrder } from '../../platform/http/sql-order.ts';
import { newId } from '../../platform/ids.ts';
import { MemberList } from './member-list.ts';
import type { MemberRecord } from './member.ts';
import {
  mergeRequestOrders,
  MergeRequestsRepository,
  type MergeRequestRow,
  type MergeRequestSort,
} from './merge-requests.repository.ts';

/** Two memberships of one person: the owner of the mailbox asks, staff decide. */
@Injectable()
export class MergeRequests {
  constructor(
    private readonly requests: MergeRequestsRepository,
    private readonly members: MemberList,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the proof; once per pair. */
  async ask(memberId: string, others: readonly MemberRecord[]): Promise<void> {
    const created_at = this.clock.date();
    for (const { id: other_member_id } of others)
      await this.requests.insert({ id: newId(), member_id: memberId, other_member_id, created_at });
  }

  /** Newest first, unless the caller sorts otherwise. */
  async list(query: QueryOf<typeof listMergeRequests>): Promise<ReplyOf<typeof listMergeRequests>> {
    const order = sqlOrderOf(query, { sort: 'created', order: 'desc' }, mergeRequestOrders);
    const rows = await this.#rows(order, query);
    const shown = await this.#show(rows);
    const usual = ({ created_at, id }: MergeRequestRow) => [toInstant(created_at), id];
    return sqlPage(
      rows,
      { limit: query.limit, order, idOf: ({ id }) => id, usual },
      ({ id }) => shown.get(id) ?? missing(),
    );
  }

  async #rows(
    order: SqlOrder<MergeRequestSort> | null,
    { state, cursor, limit }: QueryOf<typeof listMergeRequests>,
  ): Promise<MergeRequestRow[]> {
    if (order) return this.requests.sorted(state, order, limit + 1);
    const values = readCursor(cursor, 'moment', 'id');
    return this.requests.list(state, values && { at: values[0], id: values[1] }, limit + 1);
  }

  /** A decided one stays as it is. Throws `not-found`. */
  async decline(actor: Actor, id: string, reason: string): Promise<MergeRequest> {
    return this.transactions.run(async () => {
      const declined = await this.requests.decline(id, { at: this.clock.date(), by: actor.name, reason });
      const row = declined ?? (await this.requests.find(id));
      if (!row) throw new ClubError('not-found');
      if (declined)
        await this.audit.record(actor, {
          action: 'merge-request.declined',
          subject: { type: 'member', id: row.member_id },
          after: { otherMember: row.other_member_id, reason },
        });
      return (await this.#show([row])).get(id) ?? missing();
    });
  }

  async #show(rows: readonly MergeRequestRow[]): Promise<ReadonlyMap<string, MergeRequest>> {
    const ids = rows.flatMap(({ member_id, other_member_id }) => [member_id, other_member_id]);
    const members = await this.members.byIds([...new Set(ids)]);
    return new Map(
      rows.flatMap(({ id, created_at, state, member_id, other_member_id, decision }) => {
        const [member, other] = [members.get(member_id), members.get(other_member_id)];
        if (!member || !other) return [];
        return [
          [id, { id, createdAt: toInstant(created_at), state, member, other, decision: told(decision) }],
        ];
      }),
    );
  }
}

const told = (decision: MergeRequestRow['decision']): MergeRequest['decision'] =>
  decision && { ...decision, at: toInstant(new Date(decision.at)) };

// A request goes with either of its members.
const missing = (): never => {
  throw new ClubError('not-found');
};

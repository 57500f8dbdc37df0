import { Injectable } from '@nestjs/common';
import type { listMergeRequests, MergeRequest, QueryOf, ReplyOf } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { fullNameOf, type MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { MergeRequestsRepository, type MergeRequestRow } from './merge-requests.repository.ts';

/** Two memberships of one person: who has the mailbox asks, staff decide. */
@Injectable()
export class MergeRequests {
  constructor(
    private readonly requests: MergeRequestsRepository,
    private readonly members: MembersRepository,
    private readonly clock: Clock,
  ) {}

  /** In the transaction of the proof; once for each pair. */
  async ask(memberId: string, others: readonly MemberRecord[]): Promise<void> {
    const created_at = this.clock.date();
    for (const { id: other_member_id } of others)
      await this.requests.insert({ id: newId(), member_id: memberId, other_member_id, created_at });
  }

  async list(query: QueryOf<typeof listMergeRequests>): Promise<ReplyOf<typeof listMergeRequests>> {
    const values = readCursor(query.cursor, 'moment', 'id');
    const after = values && { at: values[0], id: values[1] };
    const rows = await this.requests.list(query.state, after, query.limit + 1);
    const ids = rows.flatMap(({ member_id, other_member_id }) => [member_id, other_member_id]);
    const named = new Map((await this.members.byIds(ids)).map((member) => [member.id, fullNameOf(member)]));
    return page(
      rows,
      query.limit,
      (row) => show(row, named),
      ({ created_at, id }) => [toInstant(created_at), id],
    );
  }
}

const show = (
  { id, created_at, state, member_id, other_member_id }: MergeRequestRow,
  named: ReadonlyMap<string, string>,
): MergeRequest => ({
  id,
  createdAt: toInstant(created_at),
  state,
  member: { id: member_id, displayName: named.get(member_id) ?? '' },
  other: { id: other_member_id, displayName: named.get(other_member_id) ?? '' },
});

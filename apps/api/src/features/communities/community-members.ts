import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  CommunityMember,
  listCommunityMembers,
  QueryOf,
  setCommunityMember,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import type { CommunityRow } from './community.ts';
import { MembershipNotices } from './membership-notices.ts';
import {
  MembershipsRepository,
  type ListedMembership,
  type MembershipRow,
} from './memberships.repository.ts';

/** Managers decide who belongs to a community. */
@Injectable()
export class CommunityMembers {
  constructor(
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly notices: MembershipNotices,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(id: string, query: QueryOf<typeof listCommunityMembers>): Promise<Page<CommunityMember>> {
    await this.#known(id);
    const filter = { state: query.state ?? null, words: query.query || null };
    const rows = await this.memberships.list(
      id,
      filter,
      readCursor(query.cursor, 'moment', 'id'),
      query.limit + 1,
    );
    return page(rows, query.limit, show, ({ since, memberId }) => [toInstant(since), memberId]);
  }

  /** Throws `not-found`, `member-not-active`, `last-owner`, and `invalid-request` for a refusal or a ban without a reason. */
  async set(
    actor: Actor,
    id: string,
    memberId: string,
    { state, role, reason }: BodyOf<typeof setCommunityMember>,
  ): Promise<CommunityMember> {
    if ((state === 'refused' || state === 'banned') && !reason)
      throw ClubError.field('invalid-request', '/reason', 'the member reads why');
    return this.transactions.run(async () => {
      const community = await this.#known(id);
      await this.communities.lock(id);
      const before = await this.memberships.find(id, memberId);
      const isIn = state === 'member' || state === 'invited';
      const after = { state, role: isIn ? role : ('member' as const), message: null, reason };
      await this.#assertOwned(id, before, after);
      if (!(await this.memberships.put(id, memberId, after, this.clock.date())))
        throw new ClubError('member-not-active');
      await this.notices.decided(community, memberId, before, after);
      await this.audit.record(actor, {
        action: 'community.member-set',
        subject: { type: 'member', id: memberId },
        before: before && { communityId: id, state: before.state, role: before.role },
        after: { communityId: id, state, role: after.role, reason },
      });
      return this.#one(id, memberId);
    });
  }

  async #known(id: string): Promise<CommunityRow> {
    const community = await this.communities.find(id);
    if (!community) throw new ClubError('not-found');
    return community;
  }

  /** A community that has owners keeps one. Throws `last-owner`. */
  async #assertOwned(
    id: string,
    before: MembershipRow | undefined,
    after: Pick<MembershipRow, 'state' | 'role'>,
  ): Promise<void> {
    const owns = (row?: Pick<MembershipRow, 'state' | 'role'>): boolean =>
      row?.state === 'member' && row.role === 'owner';
    if (owns(before) && !owns(after) && (await this.memberships.owners(id)) === 1)
      throw new ClubError('last-owner');
  }

  async #one(id: string, memberId: string): Promise<CommunityMember> {
    const row = await this.memberships.listed(id, memberId);
    if (!row) throw new Error('it was stored');
    return show(row);
  }
}

const show = (row: ListedMembership): CommunityMember => ({
  member: { id: row.memberId, displayName: row.memberName ?? '' },
  nickname: row.nickname,
  state: row.state,
  role: row.role,
  message: row.message,
  reason: row.reason,
  since: toInstant(row.since),
});

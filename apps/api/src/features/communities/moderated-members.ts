import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  listModeratedMembers,
  ModeratedMember,
  QueryOf,
  setModeratedMember,
} from '@regulars/contracts';
import { likenessOf, mayDecide, mayDecideAbout, type Belonging } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { CommunityMembers } from './community-members.ts';
import { MembershipsRepository, type ModeratedMembership } from './memberships.repository.ts';
import { Moderators } from './moderators.ts';
import { Nicknames } from './nicknames.ts';

/** The owner or moderator who decides, and their account for the audit log. */
interface DecidingMember {
  readonly actor: Actor;
  readonly memberId: string;
}

type Decision = Pick<BodyOf<typeof setModeratedMember>, 'role' | 'reason'> & Pick<Belonging, 'state'>;

/** Owners and moderators decide who belongs to their community. They know members by nickname only. */
@Injectable()
export class ModeratedMembers {
  constructor(
    private readonly moderators: Moderators,
    private readonly members: CommunityMembers,
    private readonly memberships: MembershipsRepository,
    private readonly nicknames: Nicknames,
    private readonly transactions: Transactions,
  ) {}

  /** The longest wait first. Throws `not-found`, `not-allowed`. */
  async list(
    memberId: string,
    id: string,
    query: QueryOf<typeof listModeratedMembers>,
  ): Promise<Page<ModeratedMember>> {
    const by = await this.moderators.one(memberId, id);
    const filter = { state: query.state ?? null, words: query.query || null };
    const after = readCursor(query.cursor, 'moment', 'id');
    const rows = await this.memberships.moderated(id, filter, after, query.limit + 1);
    const { data, cursor } = page(
      rows,
      query.limit,
      (row) => row,
      ({ since, memberId: of }) => [toInstant(since), of],
    );
    const shown: ModeratedMember[] = [];
    for (const row of data) shown.push(await this.#show(row, by.role));
    return { data: shown, cursor };
  }

  /**
   * Throws `not-found`, `not-allowed`, `last-owner`, `member-not-active`, and `invalid-request` for a refusal or a ban
   * without a reason.
   */
  async set(
    moderator: DecidingMember,
    id: string,
    memberId: string,
    decision: BodyOf<typeof setModeratedMember>,
  ): Promise<ModeratedMember> {
    return this.transactions.run(async () => {
      const { role: by } = await this.moderators.locked(moderator.memberId, id);
      const before = await this.memberships.find(id, memberId);
      if (!before) throw new ClubError('not-found');
      return this.#decide(moderator, by, before, decision);
    });
  }

  /** Accepts a member who asked. Throws `not-found`, `not-allowed`, `unknown-nickname`, `member-banned`. */
  async invite(moderator: DecidingMember, id: string, nickname: string): Promise<ModeratedMember> {
    return this.transactions.run(async () => {
      const { role: by } = await this.moderators.locked(moderator.memberId, id);
      const memberId = await this.nicknames.memberCalled(likenessOf(nickname));
      if (memberId === null)
        throw ClubError.field('unknown-nickname', '/nickname', 'no member has this nickname');
      const before = await this.memberships.find(id, memberId);
      switch (before?.state) {
        case 'member':
        case 'invited':
          return this.#one(id, memberId, by);
        case 'asked':
          return this.#decide(moderator, by, before, { state: 'member', role: 'member', reason: null });
        case 'banned':
          throw new ClubError('member-banned');
        case 'left':
        case 'refused':
        case undefined:
          await this.members.set(moderator.actor, id, memberId, {
            state: 'invited',
            role: 'member',
            reason: null,
          });
          return this.#one(id, memberId, by);
      }
    });
  }

  /** Nobody decides about themselves: they leave. */
  async #decide(
    moderator: DecidingMember,
    by: Belonging['role'],
    before: Belonging & { readonly communityId: string; readonly memberId: string },
    { state, role, reason }: Decision,
  ): Promise<ModeratedMember> {
    const { communityId, memberId } = before;
    if (memberId === moderator.memberId || !mayDecide(by, before, { state, role }))
      throw new ClubError('not-allowed');
    if (state === 'asked') throw new ClubError('not-allowed');
    await this.members.set(moderator.actor, communityId, memberId, { state, role, reason });
    return this.#one(communityId, memberId, by);
  }

  async #one(id: string, memberId: string, by: Belonging['role']): Promise<ModeratedMember> {
    const row = await this.memberships.moderatedOne(id, memberId);
    if (!row) throw new Error('it was stored');
    return this.#show(row, by);
  }

  async #show(row: ModeratedMembership, by: Belonging['role']): Promise<ModeratedMember> {
    const { memberId, state, role, message, reason, since } = row;
    return {
      id: memberId,
      nickname: row.nickname ?? (await this.nicknames.of(memberId)).nickname,
      ...{ state, role, message, reason },
      since: toInstant(since),
      decidable: mayDecideAbout(by, row),
    };
  }
}

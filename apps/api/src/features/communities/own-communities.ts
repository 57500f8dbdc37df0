import { Injectable } from '@nestjs/common';
import type { hearCommunity, joinCommunity, BodyOf, OwnCommunity } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import type { CommunityFigures } from './community.ts';
import { CommunityRights, type MetCommunity } from './community-rights.ts';
import { MembershipNotices } from './membership-notices.ts';
import { MembershipsRepository } from './memberships.repository.ts';

/** Members find, join and leave communities. */
@Injectable()
export class OwnCommunities {
  constructor(
    private readonly rights: CommunityRights,
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly notices: MembershipNotices,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Those of the member first, then the largest. */
  async list(memberId: string): Promise<OwnCommunity[]> {
    const met = await this.rights.all(memberId);
    const figuresOf = await this.communities.figuresOf(met.map(({ community }) => community.id));
    const isOwn = ({ membership }: MetCommunity): boolean => membership?.state === 'member';
    return met
      .sort(
        (one, other) =>
          Number(isOwn(other)) - Number(isOwn(one)) ||
          figuresOf(other.community.id).members - figuresOf(one.community.id).members,
      )
      .map((each) => this.#show(each, figuresOf(each.community.id)));
  }

  /** Throws `not-found`. */
  async one(memberId: string, id: string): Promise<OwnCommunity> {
    const met = await this.rights.of(memberId, id);
    return this.#show(met, (await this.communities.figuresOf([id]))(id));
  }

  /** A member who is in stays in. Throws `not-found`, `community-closed-to-you`. */
  async join(memberId: string, id: string, { message }: BodyOf<typeof joinCommunity>): Promise<OwnCommunity> {
    return this.transactions.run(async () => {
      await this.communities.lock(id);
      const { community, membership, rights } = await this.rights.of(memberId, id);
      const isDone = membership?.state === 'member' ? rights.read : membership?.state === 'asked';
      if (isDone) return this.one(memberId, id);
      if (rights.enter === null) throw new ClubError('community-closed-to-you');
      const isAsked = rights.enter === 'ask';
      const role = membership?.state === 'invited' ? membership.role : 'member';
      const next = { state: isAsked ? ('asked' as const) : ('member' as const), role };
      const told = { ...next, message: isAsked ? message || null : null, reason: null };
      if (!(await this.memberships.put(id, memberId, told, this.clock.date())))
        throw new ClubError('member-not-active');
      if (isAsked) await this.notices.asked(community, memberId);
      return this.one(memberId, id);
    });
  }

  /** Throws `not-found`, also for a community of others. */
  async hear(memberId: string, id: string, { hears }: BodyOf<typeof hearCommunity>): Promise<OwnCommunity> {
    const { membership } = await this.rights.of(memberId, id);
    if (membership?.state !== 'member') throw new ClubError('not-found');
    await this.memberships.hear(id, memberId, hears);
    return this.one(memberId, id);
  }

  /** Once or more. A ban stays. Throws `not-found`, `last-owner`. */
  async leave(memberId: string, id: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.communities.lock(id);
      const { membership } = await this.rights.of(memberId, id);
      if (!membership || membership.state === 'banned' || membership.state === 'refused') return;
      const isOwner = membership.state === 'member' && membership.role === 'owner';
      if (isOwner && (await this.memberships.owners(id)) === 1) throw new ClubError('last-owner');
      const left = { state: 'left', role: 'member', message: null, reason: null } as const;
      await this.memberships.put(id, memberId, left, this.clock.date());
    });
  }

  #show(met: MetCommunity, figures: CommunityFigures): OwnCommunity {
    return show(met, figures, this.clock.date());
  }
}

const show = (
  { community, membership, fulfilled, rights: { read, write, moderate, enter } }: MetCommunity,
  { members, photo }: CommunityFigures,
  now: Date,
): OwnCommunity => {
  const { id, state, name, description, rules, picture, colour, entry, interests, audience } = community;
  return {
    ...{ id, state, name, description, rules, picture, colour, photo, entry, interests },
    forSome: audience !== null,
    members,
    membership:
      membership === null
        ? null
        : {
            state: membership.state,
            role: membership.role,
            hears: membership.hears,
            reason: membership.reason,
            since: toInstant(membership.since),
            silencedUntil: stillOn(membership.silencedUntil, now),
          },
    fulfilled,
    rights: { read, write, moderate, enter },
  };
};

const stillOn = (until: Date | null, now: Date): string | null =>
  until !== null && until > now ? toInstant(until) : null;

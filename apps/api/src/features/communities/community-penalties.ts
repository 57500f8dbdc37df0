import { Injectable } from '@nestjs/common';
import type { Belonging } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import type { Restriction } from './restrictions.repository.ts';

/** What a member may not do in one community, and how they belong to it. */
export interface Penalty extends Restriction {
  readonly membership: Belonging;
  /** What a banned member was told. */
  readonly reason: string | null;
  /** Of this state; null for one who never was there. */
  readonly since: Date | null;
}

/** Moderators of a community silence members there, or ban them from it. It counts with the next request. */
@Injectable()
export class CommunityPenalties {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly clock: Clock,
  ) {}

  async of(communityId: string, memberId: string): Promise<Penalty> {
    const found = await this.memberships.find(communityId, memberId);
    if (!found)
      return {
        membership: { state: 'left', role: 'member' },
        ...{ silencedUntil: null, banned: false, reason: null, since: null },
      };
    const { state, role, silencedUntil, reason, since } = found;
    return { membership: { state, role }, silencedUntil, banned: state === 'banned', reason, since };
  }

  /** In the caller's transaction. @param reason of a ban; the member reads it */
  async ban(communityId: string, memberId: string, reason: string | null): Promise<void> {
    const banned = { state: 'banned', role: 'member', message: null, reason } as const;
    await this.memberships.put(communityId, memberId, banned, this.clock.date());
  }

  /** In the caller's transaction: the member belongs to the community as before the ban. */
  async readmit(communityId: string, memberId: string, before: Belonging): Promise<void> {
    await this.memberships.put(
      communityId,
      memberId,
      { ...before, message: null, reason: null },
      this.clock.date(),
    );
  }

  /** In the caller's transaction. */
  async silence(communityId: string, memberId: string, until: Date | null): Promise<void> {
    await this.memberships.silence(communityId, memberId, until);
  }
}

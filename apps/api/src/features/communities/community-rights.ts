import { Injectable } from '@nestjs/common';
import { rightsIn, type CommunityRights as Rights } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Audiences } from '../facts/index.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import type { CommunityRow } from './community.ts';
import { MembershipsRepository, type MembershipRow } from './memberships.repository.ts';
import { CommunityRestrictions } from './restrictions.ts';

/** A community as one member may use it now. */
export interface MetCommunity {
  readonly community: CommunityRow;
  readonly membership: MembershipRow | null;
  readonly fulfilled: boolean;
  readonly rights: Rights;
}

/** What members may do in communities. Asked in each request: nothing is kept. */
@Injectable()
export class CommunityRights {
  constructor(
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly audiences: Audiences,
    private readonly restrictions: CommunityRestrictions,
    private readonly clock: Clock,
  ) {}

  /** Those that the member can find. */
  async all(memberId: string): Promise<MetCommunity[]> {
    const met = await this.#met(memberId, await this.communities.shown());
    return met.filter(({ rights }) => rights.find);
  }

  /** Throws `not-found`, also for one that the member cannot find. */
  async of(memberId: string, id: string): Promise<MetCommunity> {
    const met = await this.found(memberId, id);
    if (!met) throw new ClubError('not-found');
    return met;
  }

  /** The same, and null for one that the member cannot find. */
  async found(memberId: string, id: string): Promise<MetCommunity | null> {
    const community = await this.communities.find(id);
    const [met] = community ? await this.#met(memberId, [community]) : [];
    return met?.rights.find ? met : null;
  }

  /** Whether the member sees what was written. */
  async reads(memberId: string, id: string): Promise<boolean> {
    return (await this.found(memberId, id))?.rights.read ?? false;
  }

  async #met(memberId: string, communities: readonly CommunityRow[]): Promise<MetCommunity[]> {
    const closed = await this.audiences.closedTo(memberId, communities);
    const own = await this.memberships.ofMember(memberId);
    const restriction = await this.restrictions.now(memberId);
    const now = this.clock.now();
    return communities.map((community) => {
      const { id, state, entry } = community;
      const membership = own.get(id) ?? null;
      const fulfilled = !closed.has(id);
      const standing = membership && {
        ...membership,
        since: membership.since.getTime(),
        silencedUntil: membership.silencedUntil?.getTime() ?? null,
      };
      const rights = rightsIn({ state, entry, fulfils: fulfilled, membership: standing, restriction }, now);
      return { community, membership, fulfilled, rights };
    });
  }
}

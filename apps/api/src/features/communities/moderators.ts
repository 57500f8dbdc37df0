import { Injectable } from '@nestjs/common';
import { mayDecideAbout, type Belonging } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunityRights } from './community-rights.ts';
import { MembershipsRepository } from './memberships.repository.ts';

/** An owner or a moderator of a community. */
export interface Moderator {
  readonly memberId: string;
  readonly role: Belonging['role'];
}

/** Moderators of a community. Asked in each request: one that was dismissed decides nothing more. */
@Injectable()
export class Moderators {
  constructor(
    private readonly rights: CommunityRights,
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
  ) {}

  /** Throws `not-found`, `not-allowed`. */
  async one(memberId: string, communityId: string): Promise<Moderator> {
    const { membership, rights } = await this.rights.of(memberId, communityId);
    if (!rights.moderate || !membership) throw new ClubError('not-allowed');
    return { memberId, role: membership.role };
  }

  /** The same, and nobody changes who belongs to the community until the transaction ends. */
  async locked(memberId: string, communityId: string): Promise<Moderator> {
    await this.communities.lock(communityId);
    return this.one(memberId, communityId);
  }

  /** Whether the moderator decides about what this member wrote. The club answers for what it wrote itself. */
  async mayJudge(by: Moderator, communityId: string, authorId: string | null): Promise<boolean> {
    return (await this.#judges([by], communityId, authorId)).length > 0;
  }

  /** Those who may judge what this member wrote. */
  async judges(communityId: string, authorId: string | null): Promise<string[]> {
    const all = await this.memberships.moderators(communityId);
    return (await this.#judges(all, communityId, authorId)).map(({ memberId }) => memberId);
  }

  async #judges(
    moderators: readonly Moderator[],
    communityId: string,
    authorId: string | null,
  ): Promise<readonly Moderator[]> {
    if (authorId === null || moderators.length === 0) return [];
    const author = await this.memberships.find(communityId, authorId);
    return moderators.filter(
      ({ memberId, role }) => memberId !== authorId && (!author || mayDecideAbout(role, author)),
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { Community } from '@regulars/contracts';
import { likenessOf } from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Communities } from './communities.ts';
import type { CommunityContent } from './community.ts';
import { MembershipsRepository, type PastMembership } from './memberships.repository.ts';
import { NicknamesRepository } from './nicknames.repository.ts';

/** A member of a community with a history. */
export interface PastCommunityMember extends PastMembership {
  readonly nickname: string;
  readonly listed: boolean;
}

/** Communities that come with their members, as the demo club has them. Nobody is told. */
@Injectable()
export class PastCommunities {
  constructor(
    private readonly communities: Communities,
    private readonly memberships: MembershipsRepository,
    private readonly nicknames: NicknamesRepository,
    private readonly transactions: Transactions,
  ) {}

  /** A member who has a nickname keeps it, and so does a nickname its member. */
  async add(content: CommunityContent, members: readonly PastCommunityMember[]): Promise<Community> {
    return this.transactions.run(async () => {
      const { id } = await this.communities.create(system, content);
      await this.memberships.addMany(id, members);
      await this.nicknames.addMany(
        members.map(({ memberId, nickname, listed, since }) => ({
          memberId,
          nickname,
          likeness: likenessOf(nickname),
          listed,
          since,
        })),
      );
      return this.communities.find(id);
    });
  }
}

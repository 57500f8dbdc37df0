import { Injectable } from '@nestjs/common';
import { CommunityPenalties, CommunityRestrictions, type Penalty } from '../communities/index.ts';
import type { Reach } from './decider.ts';

/** Where something counts that is taken from an author. */
export interface Sphere {
  readonly reach: Reach;
  /** That of the text. */
  readonly communityId: string;
}

/** What an author may not do in a sphere; how they belong to a community is said only for one. */
export type AuthorRestriction = Pick<Penalty, 'silencedUntil' | 'banned'> &
  Partial<Pick<Penalty, 'membership' | 'reason'>>;

/** The restrictions of authors in all communities, and in one. In the caller's transaction. */
@Injectable()
export class AuthorRestrictions {
  constructor(
    private readonly everywhere: CommunityRestrictions,
    private readonly penalties: CommunityPenalties,
  ) {}

  async of({ reach, communityId }: Sphere, memberId: string): Promise<AuthorRestriction> {
    return reach === 'club' ? this.everywhere.of(memberId) : this.penalties.of(communityId, memberId);
  }

  /** @param before with the membership that a member gets back whose ban ends */
  async set(
    { reach, communityId }: Sphere,
    memberId: string,
    before: AuthorRestriction,
    { silencedUntil, banned }: Pick<Penalty, 'silencedUntil' | 'banned'>,
    reason: string | null,
  ): Promise<void> {
    if (reach === 'club') {
      await this.everywhere.set(memberId, { silencedUntil, banned });
      return;
    }
    await this.penalties.silence(communityId, memberId, silencedUntil);
    if (banned && !before.banned) await this.penalties.ban(communityId, memberId, reason);
    if (!banned && before.banned && before.membership)
      await this.penalties.readmit(communityId, memberId, before.membership);
  }
}

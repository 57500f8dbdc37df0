import { Injectable } from '@nestjs/common';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Notices, type NewNotice } from '../notices/index.ts';
import type { CommunityRow } from './community.ts';
import { MembershipsRepository, type MembershipRow } from './memberships.repository.ts';
import { Nicknames } from './nicknames.ts';

type Belonging = Pick<MembershipRow, 'state' | 'role'>;
type Named = Pick<CommunityRow, 'id' | 'name'>;

/** Members are told what was decided about them, and moderators who asks. In the transaction of the change. */
@Injectable()
export class MembershipNotices {
  constructor(
    private readonly notices: Notices,
    private readonly memberships: MembershipsRepository,
    private readonly nicknames: Nicknames,
    private readonly clock: Clock,
  ) {}

  async decided(
    { id, name }: Named,
    memberId: string,
    before: Belonging | undefined,
    after: Belonging,
  ): Promise<void> {
    const what = newsIn(before, after);
    if (what === null) return;
    await this.notices.tell([
      {
        memberId,
        kind: 'membership',
        key: this.#key(id, memberId, what),
        path: `/club/communities/${id}`,
        params: { what, community: name },
      },
    ]);
  }

  async asked({ id, name }: Named, askingId: string): Promise<void> {
    const { nickname } = await this.nicknames.of(askingId);
    const told = { what: 'asked', community: name, nickname };
    const moderators = await this.memberships.moderators(id);
    await this.notices.tell(
      moderators.map(({ memberId }): NewNotice => ({
        memberId,
        kind: 'membership',
        key: this.#key(id, askingId, 'asked'),
        path: `/club/communities/${id}/members`,
        params: told,
        fromId: askingId,
      })),
    );
  }

  #key(communityId: string, memberId: string, what: string): string {
    return `membership ${communityId} ${memberId} ${what} ${toInstant(this.clock.date())}`;
  }
}

/** Null if it is nothing that the member has to know: who removes an invitation says nothing. */
const newsIn = (before: Belonging | undefined, after: Belonging): string | null => {
  const isSame = before?.state === after.state;
  if (after.state === 'member' && after.role !== 'member')
    return isSame && before.role === after.role ? null : after.role;
  if (isSame) return null;
  switch (after.state) {
    case 'member':
      return 'accepted';
    case 'refused':
    case 'invited':
    case 'banned':
      return after.state;
    case 'asked':
    case 'left':
      return null;
  }
};

import { Injectable } from '@nestjs/common';
import type { getOwnReferral, OwnReferral, ReplyOf } from '@regulars/contracts';
import { localDateOf } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { PortalLinks } from '../../platform/mail/portal-links.ts';
import { ClubSettings } from '../club/index.ts';
import { ReferralCodes } from './codes.ts';
import { ReferralOffers } from './offers.ts';
import { ReferralsRepository, type ReferralRow } from './referrals.repository.ts';

const mostFriends = 50;

/** What a member sees: the link, and what became of the friends, without their names. */
@Injectable()
export class OwnReferrals {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly codes: ReferralCodes,
    private readonly offers: ReferralOffers,
    private readonly club: ClubSettings,
    private readonly links: PortalLinks,
  ) {}

  async of(memberId: string): Promise<ReplyOf<typeof getOwnReferral>> {
    const offers = await this.offers.live();
    const code = offers.length > 0 ? await this.codes.of(memberId) : null;
    const { timeZone: zone } = await this.club.current();
    const rows = await this.referrals.ofMember(memberId, mostFriends);
    const own = await this.referrals.ofFriend(memberId);
    return {
      code,
      link: code === null ? null : this.links.to(`/join?from=${code}`),
      offers,
      counts: await this.referrals.figures(memberId),
      friends: rows.map((row) => shown(row, row.member_points, zone)),
      own: own ? shown(own, own.friend_points, zone) : null,
    };
  }
}

const progressOf: {
  readonly [State in ReferralRow['state']]: (row: ReferralRow) => OwnReferral['progress'];
} = {
  open: ({ due_at: dueAt }) => (dueAt === null ? 'joined' : 'returnable'),
  review: () => 'checked',
  paid: () => 'paid',
  refused: () => 'ended',
  lapsed: () => 'ended',
  returned: () => 'ended',
};

const shown = (row: ReferralRow, points: number, zone: string): OwnReferral => {
  const progress = progressOf[row.state](row);
  return {
    joinedOn: localDateOf(row.joined_at.getTime(), zone).toString(),
    progress,
    countsAt: progress === 'returnable' && row.due_at ? toInstant(row.due_at) : null,
    points: row.state === 'paid' ? points : 0,
  };
};

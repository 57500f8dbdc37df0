import { Injectable } from '@nestjs/common';
import { referralSigns, referralVerdict, rulesMetBy, type ReferralVerdict } from '@regulars/loyalty';
import { LiveRules } from '../earning/index.ts';
import { Members } from '../members/index.ts';
import { Points } from '../points/index.ts';
import type { Pair } from './pair.ts';
import { ReferralsRepository, type ReferralRow } from './referrals.repository.ts';

/** What can be said about a referral now. */
@Injectable()
export class Verdicts {
  constructor(
    private readonly referrals: ReferralsRepository,
    private readonly rules: LiveRules,
    private readonly points: Points,
    private readonly members: Members,
  ) {}

  /**
   * Until the end of the transaction nothing changes what is said: returns, and other referrals of the same member,
   * happen under the locks of these wallets.
   */
  async lock({ member_id: memberId, friend_id: friendId }: Pair): Promise<void> {
    await this.points.open([memberId, friendId].toSorted());
  }

  async of({ friend_id: friendId, joined_at: joinedAt }: Pair): Promise<ReferralVerdict> {
    if ((await this.members.byId(friendId)).status === 'closed') return { kind: 'lapsed' };
    const timeline = await this.rules.timeline();
    const { policy, zone, now } = await this.points.terms();
    return referralVerdict({
      joinedAt: joinedAt.getTime(),
      purchases: await this.referrals.purchases(friendId, joinedAt),
      rulesAt: (at) => timeline.occasionsAt(at),
      policy,
      zone,
      now,
    });
  }

  /** Whether the purchase that was paid for is still worth enough. */
  async stillCounts({ friend_id: friendId, joined_at: joinedAt, purchase_id: id }: Pair): Promise<boolean> {
    const purchases = await this.referrals.purchases(friendId, joinedAt);
    const left = purchases.find((purchase) => purchase.id === id);
    const timeline = await this.rules.timeline();
    return left !== undefined && rulesMetBy(left, timeline.occasionsAt(left.purchasedAt)).length > 0;
  }

  /** Why both may be one person. What was typed since joining counts too. */
  async signs({ member_id: memberId, friend_id: friendId, signs }: Pair): Promise<ReferralRow['signs']> {
    const [member, friend] = [await this.members.byId(memberId), await this.members.byId(friendId)];
    return referralSigns(member, friend, signs.includes('browser'));
  }
}

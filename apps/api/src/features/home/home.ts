import { Injectable } from '@nestjs/common';
import type { getMe, ReplyOf } from '@regulars/contracts';
import { Members, MemberView } from '../members/index.ts';
import { MemberPointsService, showBalance } from '../points/index.ts';
import { ReferralOffers } from '../referrals/index.ts';
import { TierOutlook, Tiers } from '../tiers/index.ts';

/** The member's home page. */
@Injectable()
export class Home {
  constructor(
    private readonly members: Members,
    private readonly view: MemberView,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
    private readonly outlook: TierOutlook,
    private readonly referrals: ReferralOffers,
  ) {}

  async of(memberId: string): Promise<ReplyOf<typeof getMe>> {
    const member = await this.view.show(await this.members.byId(memberId));
    const points = await this.points.of(memberId);
    return {
      member,
      balance: showBalance(points),
      expiring: points.expiring,
      tier: await this.tiers.standing(memberId),
      tierFall: await this.outlook.of(memberId),
      canRefer: await this.referrals.some(),
    };
  }
}

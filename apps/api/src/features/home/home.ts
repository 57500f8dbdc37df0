import { Injectable } from '@nestjs/common';
import type { getMe, getOwnCard, ReplyOf } from '@regulars/contracts';
import { cardQrText, mayRenew, ownCardOf } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Cards, describeCard } from '../cards/index.ts';
import { fullNameOf, Members, MemberView } from '../members/index.ts';
import { MemberPointsService, showBalance } from '../points/index.ts';
import { TierOutlook, Tiers } from '../tiers/index.ts';

/** The member's home page. */
@Injectable()
export class Home {
  constructor(
    private readonly members: Members,
    private readonly view: MemberView,
    private readonly cards: Cards,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
    private readonly outlook: TierOutlook,
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
    };
  }

  /** The newest usable card, else the newest one, which is blocked. Throws `not-found` without any. */
  async cardOf(memberId: string): Promise<ReplyOf<typeof getOwnCard>> {
    const member = await this.members.byId(memberId);
    const card = ownCardOf(await this.cards.ofMember(memberId));
    if (!card) throw new ClubError('not-found', 'You have no card. Ask for one in the shop');
    return {
      // What staff wrote about a card is not for its member.
      card: { ...describeCard(card), reason: null },
      code: card.status === 'active' ? cardQrText(card.reference) : null,
      renewable: mayRenew(card),
      displayName: fullNameOf(member),
      tier: await this.tiers.standing(memberId),
    };
  }
}

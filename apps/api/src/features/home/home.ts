import { Injectable } from '@nestjs/common';
import type { getMe, getOwnCard, ReplyOf } from '@regulars/contracts';
import { cardQrText } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Cards, describeCard } from '../cards/index.ts';
import { fullNameOf, Members, MemberView } from '../members/index.ts';
import { MemberPointsService, showBalance } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';

/** The member's home page. */
@Injectable()
export class Home {
  constructor(
    private readonly members: Members,
    private readonly view: MemberView,
    private readonly cards: Cards,
    private readonly points: MemberPointsService,
    private readonly tiers: Tiers,
  ) {}

  async of(memberId: string): Promise<ReplyOf<typeof getMe>> {
    const member = await this.view.show(await this.members.byId(memberId));
    const points = await this.points.of(memberId);
    return {
      member,
      balance: showBalance(points),
      expiring: points.expiring,
      tier: await this.tiers.standing(memberId),
    };
  }

  /** Throws `not-found` if all cards of the member are blocked. */
  async cardOf(memberId: string): Promise<ReplyOf<typeof getOwnCard>> {
    const member = await this.members.byId(memberId);
    const card = await this.cards.activeOf(memberId);
    if (!card) throw new ClubError('not-found', 'You have no usable card. Ask for a new one in the shop');
    return {
      card: describeCard(card),
      code: cardQrText(card.reference),
      displayName: fullNameOf(member),
      tier: await this.tiers.standing(memberId),
    };
  }
}

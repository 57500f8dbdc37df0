import { Injectable } from '@nestjs/common';
import type { getOwnCard, ReplyOf } from '@regulars/contracts';
import { cardQrText, mayRenew, ownCardOf } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { Cards, describeCard } from '../cards/index.ts';
import { fullNameOf, Members } from '../members/index.ts';
import { Tiers } from '../tiers/index.ts';

/** The card that a member shows. */
@Injectable()
export class OwnCards {
  constructor(
    private readonly members: Members,
    private readonly cards: Cards,
    private readonly tiers: Tiers,
  ) {}

  /** The newest usable card, else the newest one, which is blocked. Throws `not-found` without any. */
  async of(memberId: string): Promise<ReplyOf<typeof getOwnCard>> {
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

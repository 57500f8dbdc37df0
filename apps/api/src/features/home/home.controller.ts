import { Controller } from '@nestjs/common';
import { getMe, getOwnCard, renewOwnCard, reportCardLost, type ReplyOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember } from '../../platform/http/contract.ts';
import { CardRenewal, LostCards } from '../cards/index.ts';
import { Attempts } from '../identity/index.ts';
import { Home } from './home.ts';
import { OwnCards } from './own-cards.ts';

const hour = 3600;
const month = 30 * 24 * hour;
/** Old numbers never come back, so nobody gets new ones without end. After these the shop helps. */
const newCards = 3;
const reports = 10;

@Controller()
export class HomeController {
  constructor(
    private readonly home: Home,
    private readonly cards: OwnCards,
    private readonly lostCards: LostCards,
    private readonly renewal: CardRenewal,
    private readonly attempts: Attempts,
  ) {}

  @Contract(getMe)
  async me(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getMe>> {
    return this.home.of(memberId);
  }

  @Contract(getOwnCard)
  async card(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnCard>> {
    return this.cards.of(memberId);
  }

  @Contract(reportCardLost)
  async lost(
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof reportCardLost>> {
    await this.attempts.count('card-lost', memberId, reports, hour);
    await this.lostCards.report(actor, memberId);
    return this.cards.of(memberId);
  }

  @Contract(renewOwnCard)
  async renew(
    @CurrentActor() actor: Actor,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof renewOwnCard>> {
    const limit = { what: 'card-renewed', key: memberId, most: newCards, seconds: month };
    await this.attempts.countSuccess(limit, () => this.renewal.renew(actor, memberId));
    return this.cards.of(memberId);
  }
}

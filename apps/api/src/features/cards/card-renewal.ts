import { Injectable } from '@nestjs/common';
import { mayRenew, ownCardOf } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CardsRepository, type CardRecord } from './cards.repository.ts';
import { Cards } from './cards.ts';

/** Members get a new card without the shop, after they reported theirs as lost. */
@Injectable()
export class CardRenewal {
  constructor(
    private readonly cards: CardsRepository,
    private readonly issuing: Cards,
    private readonly transactions: Transactions,
  ) {}

  /**
   * A new card in place of the lost one. With a usable card it changes nothing. Throws `card-blocked` if the club
   * blocked it, `not-found` without any card, `member-not-active`.
   */
  async renew(actor: Actor, memberId: string): Promise<void> {
    await this.transactions.run(async () => {
      // Two requests at once must not get two cards. The second one waits here and finds the new card.
      const known = ownCardOf(await this.cards.ofMember(memberId));
      if (!known || !(await this.cards.lock(known.id))) throw new ClubError('not-found');
      const card = ownCardOf(await this.cards.ofMember(memberId));
      if (!card) throw new ClubError('not-found');
      if (card.status === 'active') return;
      assertLost(card);
      await this.issuing.issue(actor, memberId);
    });
  }
}

const assertLost = (card: CardRecord): void => {
  if (!mayRenew(card)) throw new ClubError('card-blocked', 'The club blocked this card. Ask in the shop');
};

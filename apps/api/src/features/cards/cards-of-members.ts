import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { MemberContributors } from '../members/index.ts';
import { CardsRepository, type CardHistoryRow } from './cards.repository.ts';
import { Cards } from './cards.ts';

/** What cards add to a membership: a card at joining, its number in lists, its story in the timeline. */
@Injectable()
export class CardsOfMembers {
  constructor(contributors: MemberContributors, cards: Cards, repository: CardsRepository) {
    contributors.register({
      name: 'cards',
      joined: (members, { origin }) => cards.issueMany(members, origin),
      columns: { cardNumber: '(select card.number from active_card(m.id) card)' },
      touched: (ids) => repository.touched(ids),
      left: (ids) => repository.removeOf(ids),
      find: (text) => cards.ownersByStart(text),
      timeline: async (memberId, { before, limit }) =>
        (await repository.history(memberId, before, limit)).map(show),
    });
  }
}

const show = ({ id, card_id, at, kind, number, reason }: CardHistoryRow) => ({
  id,
  at: toInstant(at),
  kind,
  points: null,
  amount: null,
  subject: { type: 'card', id: card_id },
  details: { number, reason },
});

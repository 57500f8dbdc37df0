import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { JoiningParts, ListParts, TimelineSources } from '../members/index.ts';
import { CardsRepository, type CardHistoryRow } from './cards.repository.ts';
import { Cards } from './cards.ts';

/** What cards add to a membership: a card at joining, its number in lists, its history in the timeline. */
@Injectable()
export class CardsOfMembers {
  constructor(
    joining: JoiningParts,
    lists: ListParts,
    timelines: TimelineSources,
    cards: Cards,
    repository: CardsRepository,
  ) {
    joining.register({
      name: 'cards',
      joined: (members, { origin }) => cards.issueMany(members, origin),
      touched: (ids) => repository.touched(ids),
      left: (ids) => repository.removeOf(ids),
    });
    lists.register({
      columns: { cardNumber: '(select card.number from active_card(m.id) card)' },
      find: (text) => cards.ownersByStart(text),
    });
    timelines.register({
      name: 'cards',
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

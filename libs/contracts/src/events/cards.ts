import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const card = z.object({ cardId: id });

export const cardEvents = {
  'card.issued': event({
    when: 'A member received a card.',
    about: 'member',
    data: card,
    example: { cardId: exampleIds.card },
  }),
  'card.blocked': event({
    when: 'A card was blocked.',
    about: 'member',
    data: card,
    example: { cardId: exampleIds.card },
  }),
  'card.replaced': event({
    when: 'A card was replaced by a new one.',
    about: 'member',
    data: card.extend({ replacedBy: id.describe('the new card') }),
    example: { cardId: exampleIds.card, replacedBy: exampleIds.otherCard },
  }),
};

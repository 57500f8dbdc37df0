import { z } from 'zod';
import { currency, id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const bought = z.object({
  purchaseId: id,
  amount: z.int().describe('minor units, tax included'),
  currency,
});

export const purchaseEvents = {
  'purchase.recorded': event({
    when: 'A purchase was posted.',
    about: 'member-if-any',
    data: bought.extend({
      location: z.string().describe('code of the location'),
      points: z.int().describe('points earned'),
    }),
    example: {
      purchaseId: exampleIds.purchase,
      amount: 4730,
      currency: 'EUR',
      location: 'berlin-mitte',
      points: 47,
    },
  }),
  'purchase.returned': event({
    when: 'Goods of a purchase were returned.',
    about: 'member-if-any',
    data: bought.extend({
      // Undoing an import uses an id made of a hash, which is not a version of RFC 9562.
      returnId: z.guid(),
      amount: z.int().describe('value of the returned goods, in minor units'),
      points: z.int().describe('points taken back'),
    }),
    example: {
      purchaseId: exampleIds.purchase,
      returnId: exampleIds.goodsBack,
      amount: 1290,
      currency: 'EUR',
      points: 12,
    },
  }),
  'return.reversed': event({
    when: 'A mistaken return was taken back. The goods count as bought again.',
    about: 'member-if-any',
    data: bought.extend({
      returnId: z.guid(),
      amount: z.int().describe('value of the goods, in minor units'),
      points: z.int().describe('points given back'),
    }),
    example: {
      purchaseId: exampleIds.purchase,
      returnId: exampleIds.goodsBack,
      amount: 1290,
      currency: 'EUR',
      points: 12,
    },
  }),
  'purchase.claimed': event({
    when: 'A member claimed an anonymous purchase, or staff assigned it to them.',
    about: 'member',
    data: bought.extend({ points: z.int().describe('points earned') }),
    example: { purchaseId: exampleIds.purchase, amount: 4730, currency: 'EUR', points: 47 },
  }),
};

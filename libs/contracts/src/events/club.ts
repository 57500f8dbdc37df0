import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

export const clubEvents = {
  'club.changed': event({
    when: "The club's settings, an exchange rate, a location, a product, a product set, a segment, a rate table, a budget or a category of discounts changed.",
    about: 'club',
    data: z.object({
      part: z.enum([
        'settings',
        'exchange-rate',
        'location',
        'product',
        'product-set',
        'segment',
        'rate-table',
        'budget',
        'discount-category',
      ]),
      id: id.nullable(),
    }),
    example: { part: 'location', id: exampleIds.location },
  }),
};

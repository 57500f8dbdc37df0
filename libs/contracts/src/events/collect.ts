import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const siteId = id.describe('of the web page');
const sku = z.string().describe('as in the product catalogue');
const onPage = { siteId: exampleIds.collectSite, sku: 'COFFEE-250' };

export const collectedEvents = {
  'web.product-viewed': event({
    when: "A member who allows tracking looked at a product on the shop's web page.",
    about: 'member',
    data: z.object({ siteId, sku }),
    example: onPage,
  }),
  'web.searched': event({
    when: "A member who allows tracking searched on the shop's web page.",
    about: 'member',
    data: z.object({ siteId, results: z.int().nullable().describe('how many products were found') }),
    example: { siteId: exampleIds.collectSite, results: 3 },
  }),
  'web.added-to-cart': event({
    when: "A member who allows tracking put a product into the cart of the shop's web page.",
    about: 'member',
    data: z.object({ siteId, sku, quantity: z.int() }),
    example: { ...onPage, quantity: 2 },
  }),
};

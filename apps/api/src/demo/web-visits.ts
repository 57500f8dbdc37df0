import type { INestApplicationContext } from '@nestjs/common';
import type { CollectedEvent } from '@regulars/contracts';
import { Collected, Sites } from '../features/collect/index.ts';
import { system } from '../platform/actor.ts';
import { newId } from '../platform/ids.ts';
import * as catalogue from './catalogue.ts';

const origin = 'https://shop.kaffeehaus.example';
const browser = {
  origin,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
};
const visits = 36;
const searches = ['decaf', 'espresso', 'grinder', 'gift'];
const hour = 3600;

/** A web shop, and what its visitors did today. */
export const visitWebShop = async (app: INestApplicationContext): Promise<void> => {
  const { key } = await app.get(Sites).create(system, { name: 'Web shop', origins: [origin] });
  const skus = catalogue.products.map(({ sku }) => sku);
  for (let visit = 0; visit < visits; visit += 1) {
    const sku = skus[(visit * 7) % skus.length] ?? '';
    const secondsAgo = ((visit * 5) % 20) * hour;
    const events: CollectedEvent[] = [
      { id: newId(), kind: 'product-viewed', sku, secondsAgo },
      ...(visit % 3 === 0
        ? [
            {
              id: newId(),
              kind: 'searched',
              words: searches[visit % 4] ?? '',
              results: visit % 5,
              secondsAgo,
            } as const,
          ]
        : []),
      ...(visit % 4 === 0
        ? [{ id: newId(), kind: 'added-to-cart', sku, quantity: 1, secondsAgo } as const]
        : []),
    ];
    const sent = { pageKey: key, visitor: newId(), consent: true, events } as const;
    await app.get(Collected).take(sent, browser);
  }
};

import { exampleOfOfferPrice, type BodyOf, type OfferPrice } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { instantOf } from '#lib/server/local-time.server.ts';
import { form } from '#lib/server/submit.ts';
import { jsonOf } from '#lib/shell/form/json-of.ts';

export const priceForm = form('price', { terms: anyText, startsAt: anyText });

/** The price that members would see with the terms as typed. The API checks them. */
export const priceExample = async (
  api: Api,
  { terms, startsAt }: { terms: string; startsAt: string },
  zone: string,
): Promise<OfferPrice | null> => {
  const typed =
    jsonOf<BodyOf<typeof exampleOfOfferPrice>>(terms) ?? ({} as BodyOf<typeof exampleOfOfferPrice>);
  const { price } = await api.call(exampleOfOfferPrice, {
    body: { ...typed, startsAt: instantOf(startsAt, zone) },
  });
  return price;
};

import {
  getLowestPrice,
  listProductPrices,
  type Location,
  type LowestPrice,
  type Product,
  type ProductPrice,
} from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { sellingChannels } from '#lib/discounts/shared/channels.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { faultless } from '#lib/server/submit.ts';
import { minorOf } from '#lib/shell/form/amount.ts';

/** What the dialog of a product says about its prices. */
export interface PricesOfProduct {
  id: string;
  /** The newest first. */
  prices: ProductPrice[];
  more: boolean;
  lowest: LowestPrice;
  locations: Location[];
  now: number;
}

export async function pricesOfProduct(api: Api, { id, prices: sold }: Product): Promise<PricesOfProduct> {
  const currency = sold[0]?.currency;
  const [prices, lowest, locations] = await Promise.all([
    show(api.call(listProductPrices, { params: { id }, query: { limit: 50 } })),
    show(api.call(getLowestPrice, { params: { id }, query: currency ? { currency } : {} })),
    show(allLocations(api)),
  ]);
  return {
    id,
    prices: prices.data,
    more: prices.cursor.next !== null,
    lowest,
    locations,
    now: Date.now(),
  };
}

/** The price in the form; empty: the general one counts again. */
export function ownPriceBody({
  locationId,
  channel,
  currency = '',
  amount: typed = '',
}: Record<string, string>) {
  const amount = typed === '' ? null : minorOf(typed, currency);
  const fields: Record<string, string> = {};
  if (!locationId && !channel) fields.locationId = m.console_products_own_place_wrong();
  if (typed !== '' && amount === null) fields.amount = m.console_products_own_amount_wrong();
  return faultless({
    body: {
      locationId: locationId || null,
      channel: sellingChannels.find((each) => each === channel) ?? null,
      currency,
      amount,
    },
    fields,
  });
}

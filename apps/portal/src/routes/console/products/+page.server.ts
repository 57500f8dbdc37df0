import { createProduct, listProducts, putProductPrice, updateProduct } from '@regulars/contracts';
import { productBody } from '#lib/club/console/product-body.server.ts';
import { productFilters } from '#lib/club/console/product-filters.server.ts';
import { ownPriceBody, pricesOfProduct } from '#lib/club/console/product-prices.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import { editedOf } from '#lib/shell/list/sheet-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { ...productFilters(url), limit: 50, ...(cursor ? { cursor } : {}) };
  const products = await show(locals.api.call(listProducts, { query }));
  const edited = editedOf(url, products.data);
  const interests = locals.club?.interests ?? [];
  return { products, interests, prices: edited && (await pricesOfProduct(locals.api, edited)) };
};

// With a row for each price.
const save = openForm('save');
const price = openForm('price');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, (values) => {
      const { api } = event.locals;
      const { id, version, sku = '' } = values;
      const body = faultless(productBody(values));
      return id
        ? api.call(updateProduct, { params: { id }, body, version: Number(version) })
        : api.call(createProduct, { body: { ...body, sku } });
    }),
  price: (event) =>
    submit(event, price, (values) => {
      const { id = '' } = values;
      return event.locals.api.call(putProductPrice, { params: { id }, body: ownPriceBody(values) });
    }),
};

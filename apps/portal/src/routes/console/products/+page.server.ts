import { createProduct, listProducts, updateProduct } from '@regulars/contracts';
import { productBody } from '#lib/club/console/product-body.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url: { searchParams } }) => {
  const query = searchParams.get('q')?.trim().slice(0, 100);
  const active = searchParams.get('active');
  const cursor = searchParams.get('cursor');
  const products = await show(
    locals.api.call(listProducts, {
      query: {
        limit: 50,
        ...(query ? { query } : {}),
        ...(active === 'true' || active === 'false' ? { active } : {}),
        ...(searchParams.get('keys') === 'true' ? { quickKeys: 'true' as const } : {}),
        ...(cursor ? { cursor } : {}),
      },
    }),
  );
  return { products };
};

// With a row for each price.
const save = openForm('save');

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
};

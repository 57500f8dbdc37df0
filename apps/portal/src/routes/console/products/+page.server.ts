import { createProduct, listProducts, updateProduct } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { productBody } from '#lib/club/console/product-body.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
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

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const { body, fields } = productBody(values);
    if (Object.keys(fields).length > 0) return refuseAt('save', values, fields);
    return attempt('save', values, () =>
      values.id
        ? api.call(updateProduct, { params: { id: values.id }, body, version: Number(values.version) })
        : api.call(createProduct, { body: { ...body, sku: values.sku ?? '' } }),
    );
  },
};

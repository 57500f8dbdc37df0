import { z } from 'zod';
import { conditionUse } from './conditions.ts';
import { personal } from './privacy.ts';
import { id, instant, listOf, listQuery, nameOrNames, patchOf, texts } from './values.ts';

const fields = z.object({ name: nameOrNames(120) });

const productSet = z
  .object({
    id,
    version: z.int().describe('of its name and its article numbers'),
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(120),
    skus: z.int().describe('number of article numbers'),
    updatedAt: instant,
  })
  .meta({ id: 'ProductSet' });

export type ProductSet = z.infer<typeof productSet>;

const usedSet = productSet
  .extend({
    usedBy: z.array(conditionUse).describe('what names it in a condition'),
  })
  .meta({ id: 'UsedProductSet' });

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const productSetsShapes = {
  listProductSets: {
    query: listQuery,
    reply: listOf(productSet),
  },
  createProductSet: {
    body: fields,
    reply: productSet,
  },
  getProductSet: {
    params,
    reply: usedSet,
  },
  updateProductSet: {
    params,
    body: patchOf(fields),
    reply: productSet,
  },
  removeProductSet: {
    params,
  },
  listProductSetSkus: {
    params,
    query: listQuery.extend({
      query: personal(z.string().trim().max(100)).optional().describe('its beginning'),
    }),
    reply: listOf(
      z.object({
        sku: z.string(),
        name: z.string().nullable().describe('of the product; null if there is none'),
      }),
    ),
  },
  downloadProductSet: {
    params,
  },
  putProductSetSkus: {
    params,
    reply: productSet
      .extend({
        added: z.int(),
        removed: z.int(),
        repeated: z.int().describe('lines with an article number that came before'),
        unknown: z.int().describe('article numbers that no product has'),
      })
      .meta({ id: 'ReplacedProductSet' }),
  },
};

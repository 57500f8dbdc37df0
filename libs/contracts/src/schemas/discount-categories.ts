import { z } from 'zod';
import {
  lastDiscountPriority,
  usualDiscountPriorities,
  withinCategory,
} from '../endpoints/discount-categories.ts';
import { id, instant, listOf, listQuery, nameOrNames, patchOf, texts } from './values.ts';

// 0 is below the smallest one anyway.
const usual: readonly number[] = Object.values(usualDiscountPriorities).filter(Boolean);

const within = z
  .enum(withinCategory)
  .describe(
    '`none`: they do not combine, and a second one is refused. `best`: the one that takes most off counts. `all`: they count together',
  );

const content = z.object({
  name: nameOrNames(60).describe(
    "unique. A plain string is in the club's language; or an object by language",
  ),
  priority: z
    .int()
    .min(1)
    .max(lastDiscountPriority)
    .refine((number) => !usual.includes(number), 'offers or coupons without a category have this number')
    .describe(
      'the smallest comes first; unique. Without a category, exclusive coupons have 0, exclusive offers 10, offers 50, coupons 100. Discounts by hand come last',
    ),
  within,
});

const discountCategory = content
  .extend({
    id,
    version: z.int(),
    name: z.string().describe("in the language of Accept-Language, else in the club's language"),
    nameTexts: texts(60),
    priority: z.int(),
    usedBy: z
      .array(z.object({ type: z.enum(['coupon', 'offer']), id, name: z.string() }))
      .describe('coupons and offers in it, apart from ended ones'),
    updatedAt: instant,
  })
  .meta({ id: 'DiscountCategory' });

export type DiscountCategory = z.infer<typeof discountCategory>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const discountCategoriesShapes = {
  listDiscountCategories: {
    query: listQuery,
    reply: listOf(discountCategory),
  },
  createDiscountCategory: {
    body: content,
    reply: discountCategory,
  },
  updateDiscountCategory: {
    params,
    body: patchOf(content),
    reply: discountCategory,
  },
  removeDiscountCategory: {
    params,
  },
};

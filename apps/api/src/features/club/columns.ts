import type { Product, ProductPrice, Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'products.name': Texts;
  'products.kind': Product['kind'];
  'products.picture': Product['picture'];
  'products.prices': Product['prices'];
  'product_prices.channel': NonNullable<ProductPrice['channel']>;
  'locations.name': Texts;
  'product_sets.name': Texts;
  'product-set-members:skus': string[];
  'product-set-list-skus:name': Texts | null;
};

import type { Product } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'products.kind': Product['kind'];
  'products.picture': Product['picture'];
  'products.prices': Product['prices'];
  'location-names:name': Name;
  'product-names:name': Name;
};

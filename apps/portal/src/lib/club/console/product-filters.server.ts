import type { listProducts, SentQueryOf } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';

/** The filters of the product list from the URL, without invalid ones. */
export function productFilters(url: URL): Partial<SentQueryOf<typeof listProducts>> {
  const { searchParams } = url;
  const query = searchParams.get('q')?.trim().slice(0, 100);
  const active = searchParams.get('active');
  return {
    ...(query ? { query } : {}),
    ...(active === 'true' || active === 'false' ? { active } : {}),
    ...sortQuery(url, ['name', 'sku', 'category', 'tax-rate']),
    ...(searchParams.get('keys') === 'true' ? { quickKeys: 'true' } : {}),
  };
}

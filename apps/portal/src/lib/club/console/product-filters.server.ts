import type { listProducts, SentQueryOf } from '@regulars/contracts';

/** The filters of the product list from the URL, without invalid ones. */
export function productFilters({ searchParams }: URL): Partial<SentQueryOf<typeof listProducts>> {
  const query = searchParams.get('q')?.trim().slice(0, 100);
  const active = searchParams.get('active');
  return {
    ...(query ? { query } : {}),
    ...(active === 'true' || active === 'false' ? { active } : {}),
    ...(searchParams.get('keys') === 'true' ? { quickKeys: 'true' } : {}),
  };
}

import { listCoupons } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { inLanguage } from '#lib/shell/texts.ts';

/** The coupons with one code that everyone may use, to choose from. */
export async function couponsForEveryone(api: Api): Promise<{ value: string; label: string }[]> {
  const coupons = await everyRow((page) => api.call(listCoupons, { query: { ...page, state: 'live' } }));
  return coupons.flatMap(({ id, name, code, audience }) =>
    code === null || audience !== null ? [] : [{ value: id, label: `${inLanguage(name)} · ${code}` }],
  );
}

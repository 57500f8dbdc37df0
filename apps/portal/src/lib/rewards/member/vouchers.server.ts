import { listOwnVouchers, type OwnVoucher } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';

const most = 200;

/** Searches the member's own vouchers; undefined if none has this id. */
export async function findOwnVoucher(api: Api, id: string): Promise<OwnVoucher | undefined> {
  let cursor: string | undefined;
  do {
    const page = await api.call(listOwnVouchers, { query: { limit: most, cursor } });
    const found = page.data.find((voucher) => voucher.id === id);
    if (found) return found;
    cursor = page.cursor.next ?? undefined;
  } while (cursor);
  return undefined;
}

import type { ListFault } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Why an entry of a list is left out. */
export const listFaultNames: Record<ListFault, () => string> = {
  unknown: m.bulk_paste_unknown,
  doubled: m.bulk_paste_doubled,
  ambiguous: m.bulk_paste_ambiguous,
  erased: m.bulk_paste_erased,
  'card-blocked': m.bulk_paste_card_blocked,
  'card-replaced': m.bulk_paste_card_replaced,
};

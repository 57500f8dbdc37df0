import { getOffer, type Offer } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { copiedNames } from '#lib/shell/copied-names.ts';

const longestName = 80;

/** What a copy begins with. It has no times: those of an offer that is over would make it one that nobody meets. */
export async function copiedOffer(api: Api, id: string): Promise<Offer> {
  const offer = await api.call(getOffer, { params: { id } });
  return { ...offer, name: copiedNames(offer.name, longestName), startsAt: null, endsAt: null };
}

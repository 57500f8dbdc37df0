import { getOffer, type Offer } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { copiedNames } from '#lib/shell/copied-names.ts';

const longestName = 80;

/** What a copy begins with. Times that are over stay behind: nobody would meet the new offer. */
export async function copiedOffer(api: Api, id: string, now: number): Promise<Offer> {
  const offer = await api.call(getOffer, { params: { id } });
  const ahead = (instant: string | null): string | null =>
    instant !== null && Date.parse(instant) > now ? instant : null;
  return {
    ...offer,
    name: copiedNames(offer.name, longestName),
    startsAt: ahead(offer.startsAt),
    endsAt: ahead(offer.endsAt),
  };
}

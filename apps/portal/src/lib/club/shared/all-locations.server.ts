import { listLocations, type Location } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';

export const allLocations = (api: Api): Promise<Location[]> =>
  everyRow((page) => api.call(listLocations, { query: page }));

/** The currencies in which the club sells, each once. */
export const sellingCurrencies = async (api: Api): Promise<string[]> => [
  ...new Set((await allLocations(api)).map(({ currency }) => currency)),
];

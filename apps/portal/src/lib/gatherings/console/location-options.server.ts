import type { Location } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import type { Api } from '#lib/server/api.ts';

/** Where people can meet. */
export const locationOptions = (locations: readonly Location[]): { value: string; label: string }[] =>
  locations
    .filter(({ active, kind }) => active && kind === 'shop')
    .map(({ code, name }) => ({ value: code, label: name }));

/** In which zone the times of the form are: that of its location, else of the club. */
export async function zoneOf(
  { kind, location }: Record<string, string>,
  api: Api,
  clubs: string | undefined,
): Promise<string> {
  const otherwise = clubs ?? 'UTC';
  if (kind !== 'location') return otherwise;
  const found = (await allLocations(api)).find(({ code }) => code === location);
  return found?.timeZone ?? otherwise;
}

import { getPrivacySettings, type Club, type Location } from '@regulars/contracts';
import { likelyCountry, usualTaxRates, type UsualTaxRates } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { readBy } from '#lib/server/fields.ts';

/** '20; 10,5' as [20, 10.5]; null if one is invalid or repeated. */
function ratesOf(typed: string): number[] | null {
  const rates = typed
    .split(/[;\n]|,(?=\s)|\s+/u)
    .map((rate) => rate.trim().replace(/\s*%$/u, '').replace(',', '.'))
    .filter(Boolean);
  const read = rates.map((rate) => (/^\d{1,3}(?:\.\d{1,2})?$/u.test(rate) ? Number(rate) : Number.NaN));
  const right = read.every((rate) => rate <= 100) && new Set(read).size === read.length && read.length <= 10;
  return right ? read : null;
}

export const taxRatesField = readBy(ratesOf, m.console_locations_rates_wrong, 'read');

/** What to propose in the club's country. Staff bound to locations add none, and get those of the likely country. */
export async function proposedRates(api: Api, club: Club | null): Promise<UsualTaxRates[]> {
  const country = await api.call(getPrivacySettings).then(
    ({ effective }) => effective.country,
    (refusal: unknown) => {
      if (refusal instanceof ApiProblem && refusal.status === 403)
        return likelyCountry(club?.timeZone ?? 'Europe/Vienna');
      return show(Promise.reject(refusal as Error));
    },
  );
  return usualTaxRates(country);
}

/** Where typed amounts earn too much: the club earns on net prices, and the location has no rate. */
export const unratedOf = (club: Club | null, locations: readonly Location[]): string[] =>
  club?.points.base === 'net'
    ? locations.filter(({ active, taxRates }) => active && taxRates.length === 0).map(({ name }) => name)
    : [];

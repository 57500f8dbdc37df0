import { error } from '@sveltejs/kit';
import type { Location } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { loadOpening } from '#lib/mailing/console/opening.server.ts';
import { isLanguage } from '#lib/shell/languages.ts';
import { qrImage } from '#lib/server/codes.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { problemText } from '#lib/shell/problem.ts';
import { show, type Api } from '#lib/server/api.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

async function locationOf(api: Api, code: string): Promise<Location> {
  const found = (await show(allLocations(api))).find((one) => one.code === code);
  if (!found) error(404, { message: problemText('not-found'), code: 'not-found' });
  return found;
}

export const load: PageServerLoad = async (event) => {
  // The page is outside of the console's layout, and so outside of its guard.
  const { locationIds } = requireRole(event, managers);
  const { locals, params, url } = event;
  const { code, name, nameTexts, address, active } = await locationOf(locals.api, params.code);
  const asked = url.searchParams.get('language');
  const languages = locals.club?.languages ?? [getLocale()];
  const language = isLanguage(asked) ? asked : (languages[0] ?? getLocale());
  const join = new URL(`/join?location=${code}`, url.origin);
  return {
    // The poster has a language of its own.
    location: { name: nameTexts[language] || name, address, active },
    languages,
    language,
    join: join.href,
    shown: `${join.host}/join`,
    qr: await qrImage(join.href),
    opening: await loadOpening(locals.api, url.origin),
    wholeClub: locationIds.length === 0,
  };
};

import { loadLegal } from '#lib/server/legal.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { api, club, session, theme } }) => ({
  session,
  theme,
  legal: await loadLegal(api),
  club: {
    name: club?.name ?? 'Regulars',
    timeZone: club?.timeZone ?? 'Europe/Vienna',
    currency: club?.reportingCurrency ?? 'EUR',
    logo: club?.logo ?? null,
    tierBase: club?.points.statusBase ?? 'points',
  },
});

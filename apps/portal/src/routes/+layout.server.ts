import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { club, session, theme } }) => ({
  session,
  theme,
  club: {
    name: club?.name ?? 'Regulars',
    timeZone: club?.timeZone ?? 'Europe/Vienna',
    currency: club?.reportingCurrency ?? 'EUR',
    logo: club?.logo ?? null,
  },
});

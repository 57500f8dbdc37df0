import {
  getDemoSignIns,
  getOverview,
  listEarningRules,
  listLocations,
  listMergeRequests,
  listPurchases,
  listRewards,
  revokeDemoSignIns,
  type Club,
} from '@regulars/contracts';
import { dayStart, todayIn } from '#lib/server/local-time.server.ts';
import { upcomingOf } from '#lib/overview/console/upcoming.ts';
import { loadOpening } from '#lib/mailing/console/opening.server.ts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import type { Session } from '#lib/shell/session.ts';
import { checklistOf, dismissChecklist } from '#lib/setup/console/checklist.server.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const periods = ['7', '30', '90', '365'];

export const load: PageServerLoad = async ({ cookies, locals: { api, club, session }, url }) => {
  const asked = url.searchParams.get('days') ?? '';
  const days = Number(periods.includes(asked) ? asked : '30');
  const zone = club?.timeZone ?? 'UTC';
  const [overview, latest, rules, rewards, locations, asksToMerge, endDemo] = await show(
    Promise.all([
      api.call(getOverview, { query: { days } }),
      api.call(listPurchases, { query: { limit: 8 } }),
      everyRow((page) => api.call(listEarningRules, { query: page })),
      everyRow((page) => api.call(listRewards, { query: page })),
      api.call(listLocations, { query: { limit: 1 } }),
      hasRequests(api),
      isDemoOpen(api, session),
    ]),
  );
  const today = todayIn(zone);
  return {
    overview,
    latest: latest.data,
    asksToMerge,
    endDemo,
    upcoming: upcomingOf({
      overview,
      rules,
      rewards,
      soon: dayStart(today, zone, 30) ?? '',
      now: new Date().toISOString(),
    }),
    setup: await checklistOf(api, cookies, {
      locations: locations.data,
      rules,
      rewards,
      purchases: latest.data,
      opening: await openingFor(api, club, session, url.origin),
    }),
  };
};

/** The demo runs on one machine on purpose, and staff bound to locations cannot change that. */
async function openingFor(
  api: Api,
  club: Club | null,
  session: Session | null,
  origin: string,
): Promise<{ server: boolean; address: boolean }> {
  if (!club || club.demo || session?.locationIds.length !== 0) return { server: true, address: true };
  const { noServer, reach } = await loadOpening(api, origin);
  return { server: !noServer, address: reach === 'everyone' };
}

/** Staff bound to locations decide about none. */
const hasRequests = (api: Api): Promise<boolean> =>
  api.call(listMergeRequests, { query: { state: 'open', limit: 1 } }).then(
    ({ data }) => data.length > 0,
    (refusal: unknown) => {
      if (refusal instanceof ApiProblem && refusal.status === 403) return false;
      throw refusal;
    },
  );

/** For a real club with demo data. Only admins can end the demo sign-ins. */
const isDemoOpen = async (api: Api, session: Session | null): Promise<boolean> =>
  session?.roles.includes('admin') === true &&
  session.locationIds.length === 0 &&
  (await api.call(getDemoSignIns)).due;

const revokeDemo = form('revoke-demo', {});

export const actions: Actions = {
  dismissChecklist: ({ cookies }) => dismissChecklist(cookies),
  revokeDemo: (event) => submit(event, revokeDemo, () => event.locals.api.call(revokeDemoSignIns)),
};

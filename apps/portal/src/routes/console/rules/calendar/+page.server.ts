import { listChallenges, listRuleTimes } from '@regulars/contracts';
import { entryOfChallenge, entryOfRule } from '#lib/earning/console/calendar-entries.ts';
import { calendarWindow } from '#lib/earning/console/calendar.ts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const timeZone = club?.timeZone ?? 'UTC';
  const now = new Date().toISOString();
  const window = calendarWindow(url.searchParams.get('month'), timeZone, now);
  const [rules, challenges] = await show(
    Promise.all([
      api.call(listRuleTimes, { query: { from: window.from, until: window.until } }),
      everyRow((page) => api.call(listChallenges, { query: page })),
    ]),
  );
  const shown = { window, timeZone, now };
  return {
    window,
    // In words and places already, so that the page loads no script for them.
    entries: [
      ...rules.data.map((rule) => entryOfRule(rule, shown)),
      ...challenges.flatMap((challenge) => entryOfChallenge(challenge, shown) ?? []),
    ],
  };
};

import { getGathering, listAttendances } from '@regulars/contracts';
import { calendarFileName } from '@regulars/loyalty';
import { guestStates } from '#lib/gatherings/shared/guest-states.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import { dateTime } from '#lib/ui/format.ts';
import type { RequestHandler } from './$types';

/** The answers and the check-ins. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const { api } = event.locals;
  const params = { id: event.params.gatheringId };
  const { title, timeZone } = await show(api.call(getGathering, { params }));
  return csvFile({
    name: calendarFileName(inLanguage(title)).replace(/\.ics$/, ''),
    pageFrom: (cursor) =>
      show(api.call(listAttendances, { params, query: { limit: 200, ...(cursor ? { cursor } : {}) } })),
    header: () => [
      m.gatherings_door_name(),
      m.communities_nickname(),
      m.gatherings_door_state(),
      m.gatherings_state_came(),
      m.gatherings_door_points(),
    ],
    cells: ({ member, nickname, state, cameAt, points }) => [
      member.displayName,
      nickname ?? '',
      guestStates[state].text(),
      cameAt ? dateTime(cameAt, 'moment', timeZone) : '',
      points,
    ],
  });
};

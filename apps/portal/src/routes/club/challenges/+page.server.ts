import { listOwnBadges, listOwnChallenges, listOwnTasks, reportChallenge } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [challenges, badges, tasks] = await show(
    Promise.all([
      api.call(listOwnChallenges),
      api.call(listOwnBadges),
      everyRow((page) => api.call(listOwnTasks, { query: page })),
    ]),
  );
  return {
    challenges: challenges.data,
    badges: badges.data,
    reports: tasks.filter(({ challengeId }) => challengeId !== null),
  };
};

const report = form('report', { id: anyText, text: someText });

export const actions: Actions = {
  report: (event) => {
    requireMember(event);
    return submit(event, report, async ({ id, text }) => {
      await event.locals.api.call(reportChallenge, { params: { id }, body: { text } });
    });
  },
};

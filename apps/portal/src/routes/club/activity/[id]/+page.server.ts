import { getPurchase, listOwnTasks, reportPurchase } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params: { id } }) => {
  const [purchase, tasks] = await show(
    Promise.all([
      api.call(getPurchase, { params: { id } }),
      api.call(listOwnTasks, { query: { purchase: id, limit: 1 } }),
    ]),
  );
  return { purchase, report: tasks.data[0] ?? null };
};

const report = form('report', { text: someText });

export const actions: Actions = {
  report: (event) => {
    requireMember(event);
    return submit(event, report, async (body) => {
      await event.locals.api.call(reportPurchase, { params: event.params, body });
    });
  },
};

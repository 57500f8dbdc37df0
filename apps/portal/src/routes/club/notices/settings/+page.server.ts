import { chosenNoticeKinds, getNoticeSettings, setNoticeSettings } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { someOf } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => show(api.call(getNoticeSettings));

const chosen = form('chosen', { wanted: someOf(chosenNoticeKinds) });

export const actions: Actions = {
  chosen: (event) => {
    requireMember(event);
    return submit(event, chosen, async ({ wanted }) => {
      const off = chosenNoticeKinds.filter((kind) => !wanted.includes(kind));
      await event.locals.api.call(setNoticeSettings, { body: { off } });
    });
  },
};

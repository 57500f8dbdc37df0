import { appealDecision, getOwnDecision } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  decision: await show(api.call(getOwnDecision, { params })),
});

const appeal = form('appeal', { text: someText });

export const actions: Actions = {
  appeal: (event) =>
    submit(event, appeal, ({ text }) => {
      if (text.length < 10) throw new Faults({ text: m.moderation_own_appeal_short() });
      return event.locals.api.call(appealDecision, { params: event.params, body: { text } });
    }),
};

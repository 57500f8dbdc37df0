import { endSurvey, getSurvey, publishSurvey } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { asNumber } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => ({
  survey: await show(api.call(getSurvey, { params })),
});

const publish = form('publish', { version: asNumber });
const end = form('end', { version: asNumber });

export const actions: Actions = {
  publish: (event) =>
    submit(event, publish, ({ version }) =>
      event.locals.api.call(publishSurvey, { params: event.params, version }),
    ),
  end: (event) =>
    submit(event, end, ({ version }) => event.locals.api.call(endSurvey, { params: event.params, version })),
};

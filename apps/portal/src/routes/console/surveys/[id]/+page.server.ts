import { endSurvey, getSurvey, publishSurvey, replaceSurvey } from '@regulars/contracts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber } from '#lib/server/fields.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { form, openForm, submit } from '#lib/server/submit.ts';
import { couponsForEveryone } from '#lib/surveys/console/coupons-for-everyone.server.ts';
import { surveyBody } from '#lib/surveys/console/survey-body.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const survey = await show(api.call(getSurvey, { params }));
  const zone = club?.timeZone ?? 'UTC';
  const [count, choices, coupons] = await show(
    Promise.all([audienceCount(api, survey.audience), memberChoices(api), couponsForEveryone(api)]),
  );
  return {
    survey,
    count,
    choices,
    coupons,
    local: { from: localOf(survey.startsAt, zone), until: localEndOf(survey.endsAt, zone) },
  };
};

// With a field for each text and language.
const save = openForm('save');
const publish = form('publish', { version: asNumber });
const end = form('end', { version: asNumber });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { api, club } = event.locals;
      const survey = await api.call(getSurvey, { params: event.params });
      const body = surveyBody(values, survey, club?.timeZone ?? 'UTC');
      return api.call(replaceSurvey, { params: event.params, body, version: Number(values.version) });
    }),
  publish: (event) =>
    submit(event, publish, ({ version }) =>
      event.locals.api.call(publishSurvey, { params: event.params, version }),
    ),
  end: (event) =>
    submit(event, end, ({ version }) => event.locals.api.call(endSurvey, { params: event.params, version })),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};

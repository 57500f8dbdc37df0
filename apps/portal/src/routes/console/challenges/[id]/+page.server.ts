import { challengeStates, getChallenge, updateChallenge } from '@regulars/contracts';
import { challengeBody } from '#lib/challenges/console/challenge-body.server.ts';
import { formData } from '#lib/challenges/console/form-data.server.ts';
import { localEndOf, localOf } from '#lib/server/local-time.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const challenge = await show(api.call(getChallenge, { params }));
  const zone = club?.timeZone ?? 'UTC';
  return {
    challenge,
    local: { from: localOf(challenge.startsAt, zone), until: localEndOf(challenge.endsAt, zone) },
    ...(await formData(api)),
  };
};

// With a field for each language.
const save = openForm('save');
const state = form('state', { version: asNumber, state: oneOf(challengeStates, 'paused') });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, (values) => {
      const { api, club } = event.locals;
      const body = faultless(challengeBody(values, club?.timeZone ?? 'UTC'));
      return api.call(updateChallenge, { params: event.params, body, version: Number(values.version) });
    }),
  state: (event) =>
    submit(event, state, ({ version, ...body }) =>
      event.locals.api.call(updateChallenge, { params: event.params, body, version }),
    ),
};

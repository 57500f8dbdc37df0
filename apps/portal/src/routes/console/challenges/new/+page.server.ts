import { redirect } from '@sveltejs/kit';
import { createChallenge } from '@regulars/contracts';
import { challengeBody } from '#lib/challenges/console/challenge-body.server.ts';
import { formData } from '#lib/challenges/console/form-data.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { api } }) => formData(api);

// With a field for each language.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { api, club } = event.locals;
      const body = faultless(challengeBody(values, club?.timeZone ?? 'UTC'));
      const { id } = await api.call(createChallenge, { body });
      redirect(303, `/console/challenges/${id}`);
    }),
};

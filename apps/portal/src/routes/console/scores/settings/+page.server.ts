import { getScoreSettings, setScoreSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { settingsBody } from '#lib/scores/console/settings-body.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  settings: await show(locals.api.call(getScoreSettings)),
});

const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(
      event,
      save,
      (values) =>
        event.locals.api.call(setScoreSettings, {
          body: faultless(settingsBody(values)),
          version: Number(values.version),
        }),
      { atField: { 'invalid-request': ['groups', m.scores_set_missing()] } },
    ),
};

import { getScoreSettings, listScoreSettingsVersions, setScoreSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { settingsBody } from '#lib/scores/console/settings-body.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber } from '#lib/server/fields.ts';
import { faultless, Faults, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  settings: await show(locals.api.call(getScoreSettings)),
  versions: (await show(locals.api.call(listScoreSettingsVersions, { query: { limit: 10 } }))).data,
});

const save = openForm('save');
const restore = form('restore', { version: asNumber, wanted: asNumber });

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
  restore: (event) =>
    submit(event, restore, async ({ version, wanted }) => {
      const { api } = event.locals;
      const { data } = await api.call(listScoreSettingsVersions, { query: { limit: 10 } });
      const found = data.find(({ settings }) => settings.version === wanted);
      if (!found) throw new Faults({ wanted: m.common_problem_not_found() });
      const { version: _, ...body } = found.settings;
      await api.call(setScoreSettings, { body, version });
    }),
};

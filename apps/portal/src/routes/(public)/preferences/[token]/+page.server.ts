import { getPreferences, setPreferences, type Preferences } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { consentLines } from '#lib/members/shared/consent-history.ts';
import { consentKey } from '#lib/members/shared/consents.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, manyTexts } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    const preferences = await locals.api.call(getPreferences, { params });
    const history = consentLines(preferences.history, locals.club?.timeZone ?? 'Europe/Vienna');
    return { preferences, history, ended: null };
  } catch (thrown) {
    return { preferences: null, history: [], ended: await show(endingOf(thrown)) };
  }
};

type Topic = Preferences['topics'][number];

/** Sends what differs from before; a topic that nobody asked for stays so unless it is ticked. */
const choose = async (api: Api, token: string, wanted: (topic: Topic) => boolean): Promise<void> => {
  const { topics } = await api.call(getPreferences, { params: { token } });
  const consents = topics.flatMap((topic) => {
    const granted = wanted(topic);
    const before = topic.state !== null && topic.state !== 'refused';
    const { purpose, channel } = topic;
    return granted === before ? [] : [{ purpose, ...(channel ? { channel } : {}), granted }];
  });
  if (consents.length > 0) await api.call(setPreferences, { params: { token }, body: { consents } });
};

const chosen = form('chosen', { wanted: manyTexts, all: anyText });

export const actions: Actions = {
  chosen: (event) =>
    submit(event, chosen, async ({ wanted, all }) => {
      const { api } = event.locals;
      await choose(api, event.params.token, (topic) => all !== 'none' && wanted.includes(consentKey(topic)));
      return all === 'none' ? m.permissions_preferences_none_done() : m.permissions_preferences_saved();
    }),
};

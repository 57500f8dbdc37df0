import { getPreferences, setPreferences } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { consentLines } from '#lib/members/shared/consent-history.ts';
import { consentKey } from '#lib/members/shared/consents.ts';
import { isGot, type Topic } from '#lib/permissions/shared/topics.ts';
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

/** Sends what differs from before; a topic that nobody asked for stays so unless it is ticked. */
const differing =
  (wanted: readonly string[]) =>
  (topic: Topic): boolean | null => {
    const granted = wanted.includes(consentKey(topic));
    // Members who come from a mail and leave it ticked say so themselves, also where others noted it before.
    const settles = granted && topic.state === 'pending' && topic.channel === 'email';
    return granted === isGot(topic) && !settles ? null : granted;
  };

/** Members who want nothing say no to every message, also to those that nobody asked for yet. */
const none = ({ channel, state }: Topic): false | null =>
  state === 'refused' || (state === null && channel === null) ? null : false;

const choose = async (api: Api, token: string, answer: (topic: Topic) => boolean | null): Promise<void> => {
  const { topics } = await api.call(getPreferences, { params: { token } });
  const consents = topics.flatMap((topic) => {
    const granted = answer(topic);
    const { purpose, channel } = topic;
    return granted === null ? [] : [{ purpose, ...(channel ? { channel } : {}), granted }];
  });
  if (consents.length > 0) await api.call(setPreferences, { params: { token }, body: { consents } });
};

const chosen = form('chosen', { wanted: manyTexts, all: anyText });

export const actions: Actions = {
  chosen: (event) =>
    submit(event, chosen, async ({ wanted, all }) => {
      const { api } = event.locals;
      await choose(api, event.params.token, all === 'none' ? none : differing(wanted));
      return all === 'none' ? m.permissions_preferences_none_done() : m.permissions_preferences_saved();
    }),
};

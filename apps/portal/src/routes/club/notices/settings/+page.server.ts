import {
  chosenNoticeKinds,
  digestRhythms,
  getNoticeSettings,
  getOwnPreferencesLink,
  setNoticeSettings,
} from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { oneOf, someOf } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const settings = await show(api.call(getNoticeSettings));
  // Members without an address give one in their profile.
  const preferences = settings.byEmail.allowed ? null : await show(api.call(getOwnPreferencesLink));
  return { ...settings, agreeHref: preferences && (preferences.page ?? '/club/profile') };
};

const chosen = form('chosen', { wanted: someOf(chosenNoticeKinds), digest: oneOf(digestRhythms, 'never') });

export const actions: Actions = {
  chosen: (event) => {
    requireMember(event);
    return submit(event, chosen, async ({ wanted, digest }) => {
      const off = chosenNoticeKinds.filter((kind) => !wanted.includes(kind));
      await event.locals.api.call(setNoticeSettings, { body: { off, digest } });
    });
  },
};

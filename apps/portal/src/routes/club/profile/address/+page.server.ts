import { updateMe } from '@regulars/contracts';
import { detailFields, detailWords, withAddress } from '#lib/members/shared/details.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { countriesIn } from '#lib/server/countries.ts';
import { asNumber } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ countries: countriesIn(getLocale()) });

const details = form('details', { version: asNumber, ...detailFields });

export const actions: Actions = {
  details: (event) => {
    requireMember(event);
    return submit(
      event,
      details,
      async ({ version, ...data }) => {
        await event.locals.api.call(updateMe, { version, body: withAddress(data) });
        return m.member_profile_saved();
      },
      detailWords,
    );
  },
};

import { redirect } from '@sveltejs/kit';
import { operationOf, register } from '@regulars/contracts';
import { acceptedOf, termsFields } from '#lib/legal/shared/accepted.server.ts';
import { newPassword } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { forgetInvitation, invitationCode, openInvitation } from '#lib/referrals/shared/invitation.server.ts';
import { show, type Api } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { field } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { homeOf } from '#lib/shell/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  if (locals.session) redirect(303, homeOf(locals.session));
  const asked = url.searchParams.get('location');
  return {
    location: asked ? await posterOf(locals.api, asked) : '',
    invitation: await openInvitation(locals.api, url, cookies),
  };
};

/** The location on the scanned poster; a poster of a removed location must not prevent joining. */
async function posterOf(api: Api, code: string): Promise<string> {
  const data = await show(allLocations(api));
  return data.find((one) => one.code === code && one.active)?.code ?? '';
}

const { shape: own } = operationOf(register).body;
/** What a card needs. Everything else is asked in the profile, when there is a reason to tell it. */
const fields = {
  firstName: field(own.firstName, m.account_name_wrong),
  email: field(own.email, m.common_field_email),
  password: newPassword,
  location: field(own.location),
};

export const actions: Actions = {
  default: async (event) => {
    const join = form('join', { ...fields, ...(await termsFields(event.locals.api)) });
    return submit(
      event,
      join,
      async ({ terms: _, termsVersion, ...person }) => {
        const referral = invitationCode(event.url, event.cookies);
        const body = {
          ...person,
          language: getLocale(),
          ...acceptedOf(termsVersion),
          ...(referral === null ? {} : { referral }),
        };
        await event.locals.api.call(register, { body });
        forgetInvitation(event.cookies);
        redirect(303, '/club');
      },
      { names: { consents: 'terms', acceptedTerms: 'terms' } },
    );
  },
};

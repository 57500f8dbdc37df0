import { redirect } from '@sveltejs/kit';
import { getAccountOpening, openAccount } from '@regulars/contracts';
import { endingOf, orEnded } from '#lib/identity/shared/link.server.ts';
import { acceptedOf } from '#lib/legal/shared/accepted.server.ts';
import { passwordFault } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

const endings = ['member-not-active', 'already-taken'];

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { opening: await locals.api.call(getAccountOpening, { params }), ended: null };
  } catch (thrown) {
    return { opening: null, ended: await show(endingOf(thrown, endings)) };
  }
};

// Which fields there are depends on the membership.
const opening = openForm('open');

function readOpening({ password, termsVersion = '', terms }: Record<string, string>) {
  const fields: Record<string, string> = {};
  const fault = password === undefined ? undefined : passwordFault(password);
  if (fault) fields.password = fault;
  if (termsVersion !== '' && terms !== 'on') fields.terms = m.public_join_terms_needed();
  return { body: { password, ...acceptedOf(termsVersion) }, fields };
}

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      opening,
      async (values) => {
        const { locals, params } = event;
        const body = faultless(readOpening(values));
        const outcome = await orEnded(locals.api.call(openAccount, { params, body }), endings);
        return outcome.ended ? outcome : redirect(303, '/club');
      },
      { names: { consents: 'terms', acceptedTerms: 'terms' } },
    ),
};

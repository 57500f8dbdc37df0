import { redirect } from '@sveltejs/kit';
import { acceptTerms, getLegalText } from '@regulars/contracts';
import { readMarkdown } from '#lib/legal/shared/markdown.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { asNumber } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, parent }) => {
  const { terms } = await parent();
  const wanted = terms.mustAccept ? terms.inForce : terms.coming;
  if (!wanted) redirect(303, '/club');
  const query = { version: wanted.version };
  const { content, ...text } = await show(api.call(getLegalText, { params: { kind: 'terms' }, query }));
  return { text, blocks: readMarkdown(content, text.language), first: terms.accepted === null };
};

const acceptance = form('accept', { version: asNumber });

export const actions: Actions = {
  default: (event) => {
    requireMember(event);
    return submit(event, acceptance, async ({ version }) => {
      await event.locals.api.call(acceptTerms, { body: { version, language: getLocale() } });
      redirect(303, '/club');
    });
  },
};

import { redirect } from '@sveltejs/kit';
import { createCommunity } from '@regulars/contracts';
import { communityBody } from '#lib/communities/console/community-body.server.ts';
import { audienceCount, countAudience, countForm } from '#lib/facts/shared/audience/audience-count.server.ts';
import { memberChoices } from '#lib/facts/shared/choices.server.ts';
import { show } from '#lib/server/api.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club } }) => {
  const [choices, count] = await show(Promise.all([memberChoices(api), audienceCount(api, null)]));
  return { choices, count, interests: club?.interests ?? [] };
};

// With a field for each language.
const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const body = faultless(communityBody(values, 'draft'));
      const { id } = await event.locals.api.call(createCommunity, { body });
      redirect(303, `/console/communities/${id}`);
    }),
  count: (event) => submit(event, countForm, (sent) => countAudience(event.locals.api, sent)),
};

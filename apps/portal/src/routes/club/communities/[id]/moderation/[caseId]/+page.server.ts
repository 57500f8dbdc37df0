import { redirect } from '@sveltejs/kit';
import { getModeratedCase } from '@regulars/contracts';
import { decideCase } from '#lib/moderation/member/decide.server.ts';
import { decisionFields } from '#lib/moderation/shared/decision-fields.server.ts';
import { ApiProblem, show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const asked = api.call(getModeratedCase, { params }).catch((refusal: unknown) => {
    // Someone else decided it.
    if (refusal instanceof ApiProblem && refusal.code === 'not-found')
      redirect(303, `/club/communities/${params.id}/moderation`);
    throw refusal;
  });
  return { shown: await show(asked) };
};

const decide = form('decide', decisionFields);

export const actions: Actions = {
  decide: (event) =>
    submit(event, decide, ({ id: _, ...typed }) => decideCase(event.locals.api, event.params, typed)),
};

import { error, redirect } from '@sveltejs/kit';
import { getMember, mergeFields, mergeMember } from '@regulars/contracts';
import { problemText } from '#lib/shell/problem.ts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import { anyText, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the merge would move, or why it cannot be. */
const trialOf = async (api: Api, keep: string, other: string) => {
  try {
    const body = { duplicateId: other };
    return {
      merge: await api.call(mergeMember, { params: { id: keep }, query: { dryRun: 'true' }, body }),
      refusal: null,
    };
  } catch (refusal) {
    if (!(refusal instanceof ApiProblem) || refusal.status === 401) throw refusal;
    return { merge: null, refusal: problemText(refusal.code) };
  }
};

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [keep, other] = [url.searchParams.get('keep'), url.searchParams.get('other')];
  if (!keep || !other) error(404);
  return show(
    Promise.all([
      api.call(getMember, { params: { id: keep } }),
      api.call(getMember, { params: { id: other } }),
      trialOf(api, keep, other),
    ]).then(([survivor, duplicate, trial]) => ({ survivor, duplicate, trial })),
  );
};

const merge = form('merge', {
  keep: anyText,
  other: anyText,
  firstName: ticked.optional(),
  lastName: ticked.optional(),
  email: ticked.optional(),
  phone: ticked.optional(),
  birthday: ticked.optional(),
  language: ticked.optional(),
  externalId: ticked.optional(),
});

export const actions: Actions = {
  merge: (event) =>
    submit(event, merge, async ({ keep, other, ...fields }) => {
      const take = mergeFields.filter((field) => fields[field]);
      await event.locals.api.call(mergeMember, { params: { id: keep }, body: { duplicateId: other, take } });
      redirect(303, `/console/members/${keep}`);
    }),
};

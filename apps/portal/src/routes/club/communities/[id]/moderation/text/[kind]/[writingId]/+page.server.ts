import { error } from '@sveltejs/kit';
import { getComment, getPost, openModeratedCase } from '@regulars/contracts';
import { decideCase } from '#lib/moderation/member/decide.server.ts';
import { mayModerate } from '#lib/communities/shared/may-moderate.ts';
import { decisionFields } from '#lib/moderation/shared/decision-fields.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const notFound = (): never => error(404, { message: m.common_problem_not_found() });
const kindOf = (param: string): 'post' | 'comment' =>
  param === 'post' || param === 'comment' ? param : notFound();

const textOf = async (api: Api, kind: 'post' | 'comment', id: string) => {
  if (kind === 'post') {
    const { title, html, author, state } = await api.call(getPost, { params: { id } });
    return { title, html, author, state };
  }
  const { html, author, state } = await api.call(getComment, { params: { id } });
  return { title: null, html, author, state };
};

export const load: PageServerLoad = async ({ locals: { api }, params, parent }) => {
  const { community } = await parent();
  const text = await show(textOf(api, kindOf(params.kind), params.writingId));
  if (text.state === 'deleted' || !mayModerate(community, text.author)) notFound();
  return { text };
};

const decide = form('decide', decisionFields);

export const actions: Actions = {
  decide: (event) =>
    submit(event, decide, async ({ id: _, ...typed }) => {
      const { api } = event.locals;
      const { id, kind, writingId } = event.params;
      const { id: caseId } = await api.call(openModeratedCase, {
        params: { id },
        body: { kind: kindOf(kind), id: writingId },
      });
      return decideCase(api, { id, caseId }, typed);
    }),
};

import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answerSurvey, beginAnonymousSurvey, getOwnSurvey } from '@regulars/contracts';
import { ApiProblem, show } from '#lib/server/api.ts';
import { requireMember } from '#lib/server/session.ts';
import { answerForm } from '#lib/surveys/shared/answer.server.ts';
import { beginForm, newToken } from '#lib/surveys/shared/begin.server.ts';
import type { Actions, PageServerLoad } from './$types';

type At = Pick<RequestEvent, 'locals' | 'url'> & { params: { id: string } };

const screen = ({ locals, params, url }: At) => {
  const question = url.searchParams.get('question');
  return locals.api.call(getOwnSurvey, { params, query: question === null ? {} : { question } });
};

export const load: PageServerLoad = async (event) => {
  try {
    return { survey: await screen(event), token: newToken() };
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.code === 'survey-not-open') return { survey: null, token: '' };
    return show(Promise.reject(thrown));
  }
};

export const actions: Actions = {
  begin: (event) => {
    requireMember(event);
    const { params, locals } = event;
    return beginForm(event, (body) => locals.api.call(beginAnonymousSurvey, { params, body }));
  },
  answer: async (event) => {
    requireMember(event);
    const { params, locals, url } = event;
    const outcome = await answerForm(event, {
      screen: () => screen(event),
      answer: (body) => locals.api.call(answerSurvey, { params, body }),
    });
    // A page that is loaded again sends nothing again.
    if ('reply' in outcome) redirect(303, `${url.pathname}?begun`);
    return outcome;
  },
};

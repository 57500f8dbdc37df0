import { redirect, type RequestEvent } from '@sveltejs/kit';
import { answerLinkedSurvey, beginLinkedSurvey, getLinkedSurvey } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { show } from '#lib/server/api.ts';
import { answerForm } from '#lib/surveys/shared/answer.server.ts';
import { beginForm, newToken } from '#lib/surveys/shared/begin.server.ts';
import type { Actions, PageServerLoad } from './$types';

type At = Pick<RequestEvent, 'locals' | 'url'> & { params: { token: string } };

const screen = ({ locals, params, url }: At) => {
  const question = url.searchParams.get('question');
  return locals.api.call(getLinkedSurvey, { params, query: question === null ? {} : { question } });
};

export const load: PageServerLoad = async (event) => {
  try {
    return { survey: await screen(event), ended: null, token: newToken() };
  } catch (thrown) {
    return { survey: null, ended: await show(endingOf(thrown, ['survey-not-open'])), token: '' };
  }
};

export const actions: Actions = {
  begin: (event) => {
    const { params, locals } = event;
    return beginForm(event, (body) => locals.api.call(beginLinkedSurvey, { params, body }));
  },
  answer: async (event) => {
    const { params, locals, url } = event;
    const outcome = await answerForm(event, {
      screen: () => screen(event),
      answer: (body) => locals.api.call(answerLinkedSurvey, { params, body }),
    });
    // A page that is loaded again sends nothing again.
    if ('reply' in outcome) redirect(303, `${url.pathname}?begun`);
    return outcome;
  },
};

import { redirect, type RequestEvent } from '@sveltejs/kit';
import { beginOpenSurvey, getOpenSurvey } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { show } from '#lib/server/api.ts';
import { answerForm } from '#lib/surveys/shared/answer.server.ts';
import type { Actions, PageServerLoad } from './$types';

type At = Pick<RequestEvent, 'locals' | 'url'> & { params: { token: string } };

const screen = ({ locals, params, url }: At) => {
  const question = url.searchParams.get('question');
  return locals.api.call(getOpenSurvey, { params, query: question === null ? {} : { question } });
};

export const load: PageServerLoad = async (event) => {
  try {
    return { survey: await screen(event), ended: null };
  } catch (thrown) {
    return { survey: null, ended: await show(endingOf(thrown, ['survey-not-open'])) };
  }
};

export const actions: Actions = {
  answer: async (event) => {
    const { params, locals } = event;
    let begun = '';
    const outcome = await answerForm(event, {
      screen: () => screen(event),
      answer: async (body) => {
        const { survey, token } = await locals.api.call(beginOpenSurvey, { params, body });
        begun = token;
        return survey;
      },
    });
    // The personal link goes on, also on another device.
    if ('reply' in outcome) redirect(303, `/survey/${begun}?begun`);
    return outcome;
  },
};

import { getSurvey, listSurveyResponses, listSurveyTags } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { askCallBack } from '#lib/surveys/console/ask-call-back.server.ts';
import { resultsFilter } from '#lib/surveys/console/results-filter.server.ts';
import { tagAnswer } from '#lib/surveys/console/tag-answer.server.ts';
import type { Actions, PageServerLoad } from './$types';

const parts = ['detractor', 'passive', 'promoter'] as const;

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const survey = await show(api.call(getSurvey, { params }));
  if (survey.published === null) return { survey, answers: null, tags: [] };
  const { searchParams } = url;
  const words = searchParams.get('q')?.trim().slice(0, 100);
  const tag = searchParams.get('tag')?.trim().slice(0, 40);
  const part = parts.find((one) => one === searchParams.get('part'));
  const cursor = searchParams.get('cursor');
  const query = {
    ...resultsFilter(url),
    limit: 30,
    ...(words ? { query: words } : {}),
    ...(tag ? { tag } : {}),
    ...(part ? { part } : {}),
    ...(searchParams.get('comments') === 'true' ? { comments: 'true' as const } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const [answers, tags] = await show(
    Promise.all([
      api.call(listSurveyResponses, { params, query }),
      api.call(listSurveyTags, { params, query: resultsFilter(url) }),
    ]),
  );
  return { survey, answers, tags: tags.data.map((row) => row.tag) };
};

export const actions: Actions = {
  tag: (event) => tagAnswer(event, event.params.id),
  callBack: (event) => askCallBack(event, event.params.id),
};

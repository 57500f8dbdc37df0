import {
  getSurvey,
  getSurveyBreakdown,
  getSurveyCallBacks,
  getSurveyResults,
  listSurveyResponses,
  listSurveyTags,
} from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { show } from '#lib/server/api.ts';
import { askCallBack } from '#lib/surveys/console/ask-call-back.server.ts';
import { resultsFilter } from '#lib/surveys/console/results-filter.server.ts';
import { tagAnswer } from '#lib/surveys/console/tag-answer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const survey = await show(api.call(getSurvey, { params }));
  if (survey.published === null) return { survey, found: null };
  const query = resultsFilter(url);
  const words = url.searchParams.get('q')?.trim().slice(0, 100);
  const tag = url.searchParams.get('tag')?.trim().slice(0, 40);
  const wanted = { ...(words ? { query: words } : {}), ...(tag ? { tag } : {}) };
  const [results, breakdown, comments, tags, calls, locations] = await show(
    Promise.all([
      api.call(getSurveyResults, { params, query }),
      api.call(getSurveyBreakdown, { params, query }),
      api.call(listSurveyResponses, {
        params,
        query: { ...query, ...wanted, comments: 'true', limit: 10 },
      }),
      api.call(listSurveyTags, { params }),
      api.call(getSurveyCallBacks, { params, query: query.days ? { days: query.days } : {} }),
      allLocations(api),
    ]),
  );
  const places = locations.map(({ id, name }) => ({ id, name }));
  const days = query.days === undefined ? null : Number(query.days);
  return { survey, found: { results, breakdown, comments, tags, calls, locations: places, days } };
};

export const actions: Actions = {
  tag: (event) => tagAnswer(event, event.params.id),
  callBack: (event) => askCallBack(event, event.params.id),
};

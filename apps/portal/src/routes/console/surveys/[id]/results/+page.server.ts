import {
  getSurvey,
  getSurveyBreakdown,
  getSurveyCallBacks,
  getSurveyResults,
  listSurveyBenchmarks,
  listSurveyNews,
  listSurveyResponses,
  listSurveyTags,
} from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { show } from '#lib/server/api.ts';
import { askCallBack } from '#lib/surveys/console/ask-call-back.server.ts';
import { resultsFilter } from '#lib/surveys/console/results-filter.server.ts';
import { newsActions } from '#lib/surveys/console/survey-news.server.ts';
import { tagAnswer } from '#lib/surveys/console/tag-answer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const survey = await show(api.call(getSurvey, { params }));
  if (survey.published === null) return { survey, found: null };
  const query = resultsFilter(url);
  const words = url.searchParams.get('q')?.trim().slice(0, 100);
  const tag = url.searchParams.get('tag')?.trim().slice(0, 40);
  const wanted = { ...(words ? { query: words } : {}), ...(tag ? { tag } : {}) };
  const [results, breakdown, comments, tags, calls, locations, benchmarks, news] = await show(
    Promise.all([
      api.call(getSurveyResults, { params, query }),
      api.call(getSurveyBreakdown, { params, query }),
      api.call(listSurveyResponses, {
        params,
        query: { ...query, ...wanted, comments: 'true', limit: 10 },
      }),
      api.call(listSurveyTags, { params, query }),
      api.call(getSurveyCallBacks, { params, query: query.days ? { days: query.days } : {} }),
      allLocations(api),
      api.call(listSurveyBenchmarks, { params }),
      api.call(listSurveyNews, { params }),
    ]),
  );
  const places = locations.map(({ id, name }) => ({ id, name }));
  const days = query.days === undefined ? null : Number(query.days);
  const isPlace = query.location !== undefined;
  return {
    survey,
    found: {
      results,
      breakdown,
      comments,
      tags,
      calls,
      locations: places,
      days,
      isPlace,
      benchmarks: benchmarks.data,
      news: news.data,
    },
  };
};

export const actions: Actions = {
  tag: (event) => tagAnswer(event, event.params.id),
  callBack: (event) => askCallBack(event, event.params.id),
  ...newsActions,
};

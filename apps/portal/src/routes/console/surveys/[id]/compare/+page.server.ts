import { getSurvey, getSurveyResults, getSurveyWaves } from '@regulars/contracts';
import { redirect } from '@sveltejs/kit';
import { ApiProblem, show } from '#lib/server/api.ts';
import { commonWaves, wavesIn } from '#lib/surveys/console/waves.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url }) => {
  const survey = await show(api.call(getSurvey, { params }));
  if (survey.published === null) return { survey, found: null };
  const { versions } = await show(api.call(getSurveyResults, { params }));
  const common = commonWaves(club?.timeZone ?? 'UTC', versions);
  const query = wavesIn(url);
  if (Object.keys(query).length === 0) redirect(303, common.months);
  const waves = await show(
    api.call(getSurveyWaves, { params, query }).catch((refusal: unknown) => {
      if (refusal instanceof ApiProblem && refusal.code === 'invalid-request') return null;
      throw refusal;
    }),
  );
  return { survey, found: { waves, versions, common } };
};

import { createSurveyLink, getSurvey, type Survey } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { show } from '#lib/server/api.ts';
import { qrFiles } from '#lib/server/codes.ts';
import type { PageServerLoad } from './$types';

const isByLink = ({ state, distribution: { channels } }: Survey): boolean =>
  state === 'live' && channels.includes('link');

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const [survey, locations] = await show(Promise.all([api.call(getSurvey, { params }), allLocations(api)]));
  const wanted = url.searchParams.get('location');
  const location = locations.find(({ code }) => code === wanted)?.code ?? null;
  const link = isByLink(survey)
    ? await show(api.call(createSurveyLink, { params, body: { location } }))
    : null;
  return {
    survey,
    locations: locations.map(({ code, name }) => ({ code, name })),
    link: link && { page: link.page, name: location ?? 'survey', ...(await qrFiles(link.page)) },
  };
};

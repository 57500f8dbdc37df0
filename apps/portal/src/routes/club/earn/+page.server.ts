import { listOwnChallenges, listOwnOpportunities } from '@regulars/contracts';
import { opportunityWords } from '#lib/earning/shared/opportunity-words.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club } }) => {
  const [opportunities, challenges] = await show(
    Promise.all([api.call(listOwnOpportunities), api.call(listOwnChallenges)]),
  );
  const zone = club?.timeZone ?? 'Europe/Vienna';
  return {
    opportunities: opportunities.data.map((told) => opportunityWords(told, zone)),
    challenges: challenges.data.filter(({ state, done }) => state === 'live' && !done),
  };
};

import { listComingGatherings, listOwnGatherings } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { shownGathering, type ShownGathering } from './shown-gathering.server.ts';

/** What is on next in a community, for its page. */
export async function nextGatherings(api: Api, id: string, limit = 2): Promise<ShownGathering[]> {
  const { data } = await api.call(listOwnGatherings, { params: { id }, query: { limit } });
  return data.map(shownGathering);
}

/** What is on next in the member's communities, for the home page: without what they do not come to. */
export async function gatheringsAhead(api: Api, limit = 2): Promise<ShownGathering[]> {
  const { data } = await api.call(listComingGatherings, { query: { limit: 20 } });
  return data
    .filter(({ state, answer }) => state === 'planned' && answer?.state !== 'declined')
    .slice(0, limit)
    .map(shownGathering);
}

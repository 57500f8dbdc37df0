import { listOwnGatherings } from '@regulars/contracts';
import { shownGathering } from '#lib/gatherings/member/shown-gathering.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  const when = searchParams.get('when') === 'past' ? 'past' : 'coming';
  const cursor = searchParams.get('cursor');
  const query = { when, limit: 20, ...(cursor ? { cursor } : {}) } as const;
  const { data, cursor: after } = await show(api.call(listOwnGatherings, { params, query }));
  return { when, gatherings: data.map(shownGathering), next: after.next };
};

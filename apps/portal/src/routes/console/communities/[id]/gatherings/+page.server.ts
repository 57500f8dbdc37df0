import { getCommunity, listGatherings } from '@regulars/contracts';
import { spanText, placeText, startText } from '#lib/gatherings/shared/gathering-text.ts';
import { show } from '#lib/server/api.ts';
import { inLanguage } from '#lib/shell/texts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  const when = searchParams.get('when') === 'past' ? 'past' : 'coming';
  const cursor = searchParams.get('cursor');
  const query = { when, limit: 50, ...(cursor ? { cursor } : {}) } as const;
  const [community, { data, cursor: after }] = await show(
    Promise.all([api.call(getCommunity, { params }), api.call(listGatherings, { params, query })]),
  );
  return {
    community,
    when,
    next: after.next,
    gatherings: data.map((gathering) => ({
      id: gathering.id,
      title: inLanguage(gathering.title),
      state: gathering.state,
      start: startText(gathering),
      span: spanText(gathering),
      place: placeText(gathering),
      places: gathering.places,
      figures: gathering.figures,
    })),
  };
};

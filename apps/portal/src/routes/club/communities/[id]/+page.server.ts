import { readCommunity } from '@regulars/contracts';
import { feedOf } from '#lib/posts/member/feed.server.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url, parent }) => {
  // The layout leads away from what the member cannot read.
  await parent();
  return feedOf(api, params.id, url, club?.interests ?? []);
};

const read = form('read', { until: anyText });

export const actions: Actions = {
  // With JavaScript, posts count as read when they were open for a moment.
  read: (event) =>
    submit(event, read, ({ until }) =>
      event.locals.api.call(readCommunity, { params: event.params, body: { until } }),
    ),
};

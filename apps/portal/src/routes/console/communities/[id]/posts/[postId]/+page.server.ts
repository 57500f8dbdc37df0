import { error } from '@sveltejs/kit';
import {
  commentAsClub,
  getCommunity,
  getCommunityPost,
  listCommunityComments,
  removeClubComment,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { listed } from '#lib/server/listed.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const id = { id: params.postId };
  const [community, post] = await show(
    Promise.all([api.call(getCommunity, { params }), api.call(getCommunityPost, { params: id })]),
  );
  if (post.communityId !== community.id) error(404, { message: m.common_problem_not_found() });
  const { items, moreHref } = await listed(url, (query) =>
    show(api.call(listCommunityComments, { params: id, query })),
  );
  const asked = url.searchParams.get('reply');
  const replyTo = items.find((one) => one.id === asked && one.replyTo === null && one.state === 'shown');
  return { community, post, comments: items, moreHref, replyTo: replyTo ?? null, key: crypto.randomUUID() };
};

const comment = form('comment', { source: someText, replyTo: anyText, key: anyText });
const remove = form('remove', { id: anyText });

export const actions: Actions = {
  comment: (event) =>
    submit(event, comment, ({ source, replyTo, key }) =>
      event.locals.api.call(commentAsClub, {
        params: { id: event.params.postId },
        body: { source, replyTo: replyTo || null },
        key: key || crypto.randomUUID(),
      }),
    ),
  remove: (event) =>
    submit(event, remove, ({ id }) => event.locals.api.call(removeClubComment, { params: { id } })),
};

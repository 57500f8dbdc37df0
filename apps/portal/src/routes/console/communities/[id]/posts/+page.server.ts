import {
  announce,
  getCommunity,
  listCommunityPosts,
  pinPost,
  removePost,
  writingStates,
} from '@regulars/contracts';
import { writerName } from '#lib/posts/console/author.ts';
import { interestWords, sentInterests } from '#lib/posts/shared/sent-interests.server.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, params, url: { searchParams } }) => {
  const cursor = searchParams.get('cursor');
  const typed = searchParams.get('q')?.trim().slice(0, 100);
  const state = writingStates.find((one) => one === searchParams.get('state'));
  const query = {
    limit: 50,
    ...(typed ? { query: typed } : {}),
    ...(state ? { state } : {}),
    ...(cursor ? { cursor } : {}),
  };
  const [community, { data, cursor: after }] = await show(
    Promise.all([api.call(getCommunity, { params }), api.call(listCommunityPosts, { params, query })]),
  );
  return {
    community,
    interests: club?.interests ?? [],
    next: after.next,
    posts: data.map((post) => ({
      id: post.id,
      title: post.title,
      text: post.excerpt,
      interests: (club?.interests ?? []).filter(({ key }) => post.interests.includes(key)),
      author: writerName(post, club?.name ?? ''),
      memberId: post.member?.id ?? null,
      state: post.state,
      pinned: post.pinned,
      comments: post.comments,
      createdAt: post.createdAt,
      isOfClub: post.author.kind === 'club',
    })),
  };
};

const announcement = form('announce', { title: anyText, source: someText });
const pin = form('pin', { id: anyText, pinned: ticked });
const remove = form('remove', { id: anyText });

export const actions: Actions = {
  announce: (event) =>
    submit(
      event,
      announcement,
      ({ title, source }, form) =>
        event.locals.api.call(announce, {
          params: { id: event.params.id },
          body: { title: title.trim() || null, source, interests: sentInterests(form) },
        }),
      interestWords(),
    ),
  pin: (event) =>
    submit(event, pin, ({ id, pinned }) =>
      event.locals.api.call(pinPost, { params: { id }, body: { pinned } }),
    ),
  remove: (event) => submit(event, remove, ({ id }) => event.locals.api.call(removePost, { params: { id } })),
};

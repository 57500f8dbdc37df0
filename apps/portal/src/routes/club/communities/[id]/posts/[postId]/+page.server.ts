import { redirect } from '@sveltejs/kit';
import {
  createComment,
  getAnswer,
  getPost,
  getWritingProof,
  listComments,
  reactionKinds,
  reactToComment,
  reactToPost,
  takeBackCommentReaction,
  takeBackPostReaction,
} from '@regulars/contracts';
import { commentFields } from '#lib/posts/member/post-forms.server.ts';
import { markActions } from '#lib/posts/member/post-marks.server.ts';
import { testActions } from '#lib/product-tests/member/test-actions.server.ts';
import { ApiProblem, show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { listed } from '#lib/server/listed.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url, parent }) => {
  const { community } = await parent();
  const post = await show(api.call(getPost, { params: { id: params.postId } }));
  if (post.communityId !== params.id) redirect(303, `/club/communities/${post.communityId}/posts/${post.id}`);
  const times: string[] = [];
  const { items, moreHref } = await listed(url, async (query) => {
    const reply = await show(api.call(listComments, { params: { id: post.id }, query }));
    times.push(reply.at);
    return reply;
  });
  const proof = community.rights.write ? await show(api.call(getWritingProof)) : { challenge: null };
  return {
    challenge: proof.challenge,
    post,
    comments: items,
    moreHref,
    at: times[0] ?? '',
    answer:
      post.answerId === null ? null : await api.call(getAnswer, { params: { id: post.id } }).catch(gone),
    key: crypto.randomUUID(),
    replyTo: items.find(({ id }) => id === url.searchParams.get('reply'))?.id ?? null,
    answered: items.find(({ id }) => id === url.searchParams.get('to')) ?? null,
  };
};

const react = form('react', { kind: anyText, comment: anyText, back: anyText });
const comment = form('comment', { ...commentFields, replyTo: anyText, key: anyText, proof: anyText });

/** It was taken back since the post was read. */
const gone = (refusal: unknown): null => {
  if (refusal instanceof ApiProblem) return null;
  throw refusal;
};

export const actions: Actions = {
  ...markActions,
  ...testActions,
  react: (event) =>
    submit(event, react, async ({ kind: typed, comment: commentId, back }) => {
      const { params, locals } = event;
      const kind = reactionKinds.find((one) => one === typed.replace('-', ''));
      if (!kind) throw new Faults({ kind: m.common_field_wrong() });
      const [add, take] = commentId
        ? [reactToComment, takeBackCommentReaction]
        : [reactToPost, takeBackPostReaction];
      const about = { params: { id: commentId || params.postId, kind } };
      const reactions = await (typed.startsWith('-')
        ? locals.api.call(take, about)
        : locals.api.call(add, about));
      if (back === 'feed') redirect(303, `/club/communities/${params.id}#post-${params.postId}`);
      return reactions;
    }),
  comment: (event) =>
    submit(event, comment, async ({ source, replyTo, key, proof }) => {
      const { params, locals } = event;
      const body = { source, replyTo: replyTo || null, proof: proof || null };
      const sent = { params: { id: params.postId }, body, key: key || crypto.randomUUID() };
      const { id } = await locals.api.call(createComment, sent);
      // The form of a reply closes.
      if (replyTo) redirect(303, `/club/communities/${params.id}/posts/${params.postId}#${id}`);
      return { id };
    }),
};

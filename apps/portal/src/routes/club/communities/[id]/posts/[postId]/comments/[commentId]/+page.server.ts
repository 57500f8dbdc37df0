import { error, redirect } from '@sveltejs/kit';
import { deleteComment, editComment, getComment, previewPost } from '@regulars/contracts';
import { commentFields, previewFields } from '#lib/posts/member/post-forms.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url, parent }) => {
  await parent();
  const comment = await show(api.call(getComment, { params: { id: params.commentId } }));
  const { source, author, postId } = comment;
  if (!author.mine || source === null || postId !== params.postId)
    error(404, { message: m.common_problem_not_found() });
  return { before: { title: null, source }, asked: url.searchParams.has('ask') };
};

const send = form('send', commentFields);
const preview = form('preview', previewFields);
const remove = form('delete', {});

export const actions: Actions = {
  send: (event) =>
    submit(event, send, async (body) => {
      const { params, locals } = event;
      await locals.api.call(editComment, { params: { id: params.commentId }, body });
      redirect(303, `/club/communities/${params.id}/posts/${params.postId}#${params.commentId}`);
    }),
  preview: (event) =>
    submit(event, preview, async ({ source }) => {
      const { params, locals } = event;
      const { html } = await locals.api.call(previewPost, { params: { id: params.id }, body: { source } });
      return { title: '', source, html };
    }),
  delete: (event) =>
    submit(event, remove, async () => {
      const { params, locals } = event;
      await locals.api.call(deleteComment, { params: { id: params.commentId } });
      redirect(303, `/club/communities/${params.id}/posts/${params.postId}`);
    }),
};

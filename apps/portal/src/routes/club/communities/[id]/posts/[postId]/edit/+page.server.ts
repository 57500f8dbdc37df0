import { error, redirect } from '@sveltejs/kit';
import { deletePost, editPost, getPost, previewPost } from '@regulars/contracts';
import { sentPictures } from '#lib/posts/member/pictures/sent-pictures.server.ts';
import { postFields, previewFields } from '#lib/posts/member/post-forms.server.ts';
import { interestWords, sentInterests, tickedInterests } from '#lib/posts/shared/sent-interests.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url, parent }) => {
  await parent();
  const post = await show(api.call(getPost, { params: { id: params.postId } }));
  const { title, source, author } = post;
  if (!author.mine || source === null) error(404, { message: m.common_problem_not_found() });
  return { post, before: { title, source }, asked: url.searchParams.has('ask') };
};

const send = form('send', postFields);
const preview = form('preview', previewFields);
const remove = form('delete', {});

export const actions: Actions = {
  send: (event) =>
    submit(
      event,
      send,
      async (text, form) => {
        const { params, locals } = event;
        const interests = sentInterests(form);
        const pictures = await sentPictures(locals.api, params.id, form);
        const body = { ...text, interests, pictures };
        await locals.api.call(editPost, { params: { id: params.postId }, body });
        redirect(303, `/club/communities/${params.id}/posts/${params.postId}`);
      },
      interestWords(),
    ),
  preview: (event) =>
    submit(event, preview, async ({ title, source }, form) => {
      const { params, locals } = event;
      const { html } = await locals.api.call(previewPost, { params: { id: params.id }, body: { source } });
      return { title, source, html, interests: tickedInterests(form) };
    }),
  delete: (event) =>
    submit(event, remove, async () => {
      const { params, locals } = event;
      await locals.api.call(deletePost, { params: { id: params.postId } });
      redirect(303, `/club/communities/${params.id}`);
    }),
};

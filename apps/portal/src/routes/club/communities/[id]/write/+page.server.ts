import { redirect } from '@sveltejs/kit';
import { createPost, getWritingProof, previewPost } from '@regulars/contracts';
import { sentPictures } from '#lib/posts/member/pictures/sent-pictures.server.ts';
import { sentPoll } from '#lib/posts/member/polls/sent-poll.server.ts';
import { postFields, previewFields } from '#lib/posts/member/post-forms.server.ts';
import { interestWords, sentInterests, tickedInterests } from '#lib/posts/shared/sent-interests.server.ts';
import { anyText, ticked } from '#lib/server/fields.ts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { community } = await parent();
  if (!community.rights.write) redirect(303, `/club/communities/${params.id}`);
  const { challenge } = await show(locals.api.call(getWritingProof));
  return { key: crypto.randomUUID(), challenge };
};

const send = form('send', { ...postFields, key: anyText, proof: anyText, question: ticked });
const preview = form('preview', previewFields);

export const actions: Actions = {
  send: (event) =>
    submit(
      event,
      send,
      async ({ key, proof, question, ...text }, form) => {
        const { params, locals } = event;
        const interests = sentInterests(form);
        const kind = question ? ('question' as const) : ('post' as const);
        const poll = sentPoll(form, locals.club?.timeZone ?? 'UTC');
        const pictures = await sentPictures(locals.api, params.id, form);
        const body = { ...text, kind, poll, interests, pictures, proof: proof || null };
        const sent = { params: { id: params.id }, body, key: key || crypto.randomUUID() };
        const { id } = await locals.api.call(createPost, sent);
        redirect(303, `/club/communities/${params.id}/posts/${id}`);
      },
      interestWords(),
    ),
  preview: (event) =>
    submit(event, preview, async ({ title, source }, form) => {
      const { params, locals } = event;
      const { html } = await locals.api.call(previewPost, { params: { id: params.id }, body: { source } });
      return { title, source, html, interests: tickedInterests(form) };
    }),
};

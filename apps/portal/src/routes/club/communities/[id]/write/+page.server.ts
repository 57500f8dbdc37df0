import { redirect } from '@sveltejs/kit';
import { createPost, getWritingProof, previewPost } from '@regulars/contracts';
import { postFields, previewFields } from '#lib/posts/member/post-forms.server.ts';
import { anyText } from '#lib/server/fields.ts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { community } = await parent();
  if (!community.rights.write) redirect(303, `/club/communities/${params.id}`);
  const { challenge } = await show(locals.api.call(getWritingProof));
  return { key: crypto.randomUUID(), challenge };
};

const send = form('send', { ...postFields, key: anyText, proof: anyText });
const preview = form('preview', previewFields);

export const actions: Actions = {
  send: (event) =>
    submit(event, send, async ({ key, proof, ...text }) => {
      const { params, locals } = event;
      const body = { ...text, proof: proof || null };
      const sent = { params: { id: params.id }, body, key: key || crypto.randomUUID() };
      const { id } = await locals.api.call(createPost, sent);
      redirect(303, `/club/communities/${params.id}/posts/${id}`);
    }),
  preview: (event) =>
    submit(event, preview, async ({ title, source }) => {
      const { params, locals } = event;
      const { html } = await locals.api.call(previewPost, { params: { id: params.id }, body: { source } });
      return { title, source, html };
    }),
};

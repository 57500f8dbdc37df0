import { getPost, listCommentEdits, listPostEdits } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url, parent }) => {
  await parent();
  const comment = url.searchParams.get('comment');
  const [post, { data }] = await show(
    Promise.all([
      api.call(getPost, { params: { id: params.postId } }),
      comment === null
        ? api.call(listPostEdits, { params: { id: params.postId } })
        : api.call(listCommentEdits, { params: { id: comment } }),
    ]),
  );
  return { post, edits: data };
};

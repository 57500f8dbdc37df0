import { redirect, type RequestEvent } from '@sveltejs/kit';
import { applyForSample, operationOf, withdrawFromTest, writeOpinion } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, field } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';

type Event = RequestEvent<{ id: string; postId: string }>;

const { source } = operationOf(writeOpinion).body.shape;
const nothing = { apply: form('apply', {}), withdraw: form('withdraw', {}) };
const opinion = form('opinion', {
  source: field(source, () => m.posts_field_text_wrong({ most: 4000 })),
  rating: anyText,
  key: anyText,
  proof: anyText,
});

/** Form actions of the page of a product test. */
export const testActions = {
  apply: (event: Event) => {
    requireMember(event);
    return submit(event, nothing.apply, async () => {
      await event.locals.api.call(applyForSample, { params: { id: event.params.postId } });
    });
  },
  withdraw: (event: Event) => {
    requireMember(event);
    return submit(event, nothing.withdraw, async () => {
      await event.locals.api.call(withdrawFromTest, { params: { id: event.params.postId } });
    });
  },
  opinion: (event: Event) => {
    requireMember(event);
    return submit(event, opinion, async (typed) => {
      const { id, postId } = event.params;
      const { id: commentId } = await event.locals.api.call(writeOpinion, {
        params: { id: postId },
        body: { source: typed.source, rating: Number(typed.rating) || null, proof: typed.proof || null },
        key: typed.key || crypto.randomUUID(),
      });
      redirect(303, `/club/communities/${id}/posts/${postId}#${commentId}`);
    });
  },
};

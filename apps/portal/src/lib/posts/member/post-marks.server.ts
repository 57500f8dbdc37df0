import { redirect, type RequestEvent } from '@sveltejs/kit';
import { castVote, pinOwnPost, setAnswer } from '@regulars/contracts';
import { anyText, manyTexts } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';

type Event = RequestEvent<{ id: string; postId: string }>;

const vote = form('vote', { choice: manyTexts, back: anyText });
const answer = form('answer', { comment: anyText });
const pin = form('pin', { pinned: anyText });

/** Form actions of the page of a post: votes, the answer to a question, the pin. */
export const markActions = {
  vote: (event: Event) => {
    requireMember(event);
    return submit(event, vote, async ({ choice, back }) => {
      const { id, postId } = event.params;
      await event.locals.api.call(castVote, {
        params: { id: postId },
        body: { choices: choice.map(Number) },
      });
      if (back === 'feed') redirect(303, `/club/communities/${id}#post-${postId}`);
    });
  },
  answer: (event: Event) => {
    requireMember(event);
    return submit(event, answer, ({ comment }) =>
      event.locals.api.call(setAnswer, {
        params: { id: event.params.postId },
        body: { commentId: comment || null },
      }),
    );
  },
  pin: (event: Event) => {
    requireMember(event);
    return submit(event, pin, ({ pinned }) =>
      event.locals.api.call(pinOwnPost, {
        params: { id: event.params.postId },
        body: { pinned: pinned === 'on' },
      }),
    );
  },
};

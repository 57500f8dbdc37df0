import { getOwnInterests, interestWords, removeOwnInterest, setOwnInterest } from '@regulars/contracts';
import type { DoneInterest } from '#lib/interests/member/done.ts';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  own: await show(api.call(getOwnInterests)),
});

const word = oneOf(interestWords, 'none');
/** `before` and `forgotten` are what an undo sends back. */
const before = { key: anyText, name: anyText, before: word, forgotten: anyText };
const say = form('say', { ...before, word });
const remove = form('remove', before);
const undo = form('undo', { key: anyText, word, forgotten: anyText });

export const actions: Actions = {
  say: (event) => {
    requireMember(event);
    return submit(event, say, async ({ key, name, word: said, ...was }): Promise<DoneInterest> => {
      await event.locals.api.call(setOwnInterest, { params: { key }, body: { word: said } });
      return { did: said, name, key, ...was };
    });
  },
  remove: (event) => {
    requireMember(event);
    return submit(event, remove, async ({ key, name, ...was }): Promise<DoneInterest> => {
      await event.locals.api.call(removeOwnInterest, { params: { key } });
      return { did: 'removed', name, key, ...was };
    });
  },
  undo: (event) => {
    requireMember(event);
    return submit(event, undo, async ({ key, word: said, forgotten }) => {
      // A block hides until when something was forgotten, so it stays as it is.
      const body = said === 'blocked' ? { word: said } : { word: said, forgottenUntil: forgotten || null };
      await event.locals.api.call(setOwnInterest, { params: { key }, body });
    });
  },
};

import {
  changeMemberNote,
  deleteMemberNote,
  listMemberNotes,
  restoreMemberNote,
  writeMemberNote,
} from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Api } from '#lib/server/api.ts';
import { anyText, asNumber, someText, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

const mostPinned = 3;

/** The first pinned notes, and the number of all notes. */
export async function firstNotes(api: Api, id: string) {
  const query = { limit: mostPinned, include: 'total' } as const;
  const { data, total = 0 } = await api.call(listMemberNotes, { params: { id }, query });
  return { pinned: data.filter(({ pinned }) => pinned), total };
}

const write = form('writeNote', { text: someText, pinned: ticked });
const change = form('changeNote', { note: anyText, version: asNumber, text: someText, pinned: ticked });
const pin = form('pinNote', { note: anyText, version: asNumber, pinned: ticked });
const remove = form('deleteNote', { note: anyText });
const restore = form('restoreNote', { note: anyText });

/** A form sends line ends as two characters. */
const lines = (text: string): string => text.replaceAll('\r\n', '\n');
const memberOf = ({ params }: RequestEvent): { id: string } => ({ id: params.id ?? '' });

/** Form actions of the page of a member. */
export const noteActions = {
  writeNote: (event: RequestEvent) =>
    submit(event, write, ({ text, pinned }) =>
      event.locals.api.call(writeMemberNote, {
        params: memberOf(event),
        body: { text: lines(text), pinned },
      }),
    ),
  changeNote: (event: RequestEvent) =>
    submit(event, change, ({ note: noteId, version, text, pinned }) =>
      event.locals.api.call(changeMemberNote, {
        params: { ...memberOf(event), noteId },
        body: { text: lines(text), pinned },
        version,
      }),
    ),
  pinNote: (event: RequestEvent) =>
    submit(event, pin, ({ note: noteId, version, pinned }) =>
      event.locals.api.call(changeMemberNote, {
        params: { ...memberOf(event), noteId },
        body: { pinned },
        version,
      }),
    ),
  deleteNote: (event: RequestEvent) =>
    submit(event, remove, async ({ note: noteId }) => {
      await event.locals.api.call(deleteMemberNote, { params: { ...memberOf(event), noteId } });
      return { noteId };
    }),
  restoreNote: (event: RequestEvent) =>
    submit(event, restore, ({ note: noteId }) =>
      event.locals.api.call(restoreMemberNote, { params: { ...memberOf(event), noteId } }),
    ),
};

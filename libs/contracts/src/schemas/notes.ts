import { z } from 'zod';
import { longestNote } from '../endpoints/notes.ts';
import { personal } from './privacy.ts';
import { flag, id, instant, listOf, listQuery, prose } from './values.ts';

const written = personal(prose(longestNote).min(1));

export const memberNote = z
  .object({
    id,
    version: z.int(),
    text: z.string(),
    pinned: z.boolean(),
    author: z.string(),
    createdAt: instant,
    changedAt: instant.nullable().describe('when its text changed last'),
    mayChange: z.boolean().describe('whether the caller may change and delete it'),
  })
  .meta({ id: 'MemberNote' });

export type MemberNote = z.infer<typeof memberNote>;

const params = z.object({ id });
const noteParams = z.object({ id, noteId: id });

/** Requests and replies of the endpoints, by name. */
export const notesShapes = {
  listMemberNotes: {
    params,
    query: listQuery.extend({
      pinned: flag.optional(),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(memberNote),
  },
  writeMemberNote: {
    params,
    body: z.object({ text: written, pinned: z.boolean().default(false) }),
    reply: memberNote,
  },
  changeMemberNote: {
    params: noteParams,
    body: z.object({ text: written, pinned: z.boolean() }).partial(),
    reply: memberNote,
  },
  deleteMemberNote: {
    params: noteParams,
  },
  restoreMemberNote: {
    params: noteParams,
    reply: memberNote,
  },
};

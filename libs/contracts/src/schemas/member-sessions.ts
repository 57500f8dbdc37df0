import { z } from 'zod';
import { id, instant, listOf } from './values.ts';

const memberSession = z
  .object({ id, createdAt: instant, lastSeenAt: instant, device: z.string() })
  .meta({ id: 'MemberSession' });

export type MemberSession = z.infer<typeof memberSession>;

/** Requests and replies of the endpoints, by name. */
export const memberSessionsShapes = {
  listMemberSessions: {
    params: z.object({ id }),
    reply: listOf(memberSession),
  },
  endMemberSessions: {
    params: z.object({ id }),
  },
};

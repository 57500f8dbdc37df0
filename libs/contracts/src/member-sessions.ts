import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { id, instant, listOf } from './values.ts';

const memberSession = z
  .object({ id, createdAt: instant, lastSeenAt: instant, device: z.string() })
  .meta({ id: 'MemberSession' });
export type MemberSession = z.infer<typeof memberSession>;

export const listMemberSessions = endpoint({
  method: 'GET',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: 'Where a member is signed in',
  access: { roles: managers, scope: 'members:read', reach: 'member' },
  params: z.object({ id }),
  reply: listOf(memberSession),
});
export const endMemberSessions = endpoint({
  method: 'DELETE',
  path: '/members/{id}/sessions',
  tag: 'Members',
  summary: 'Sign a member out everywhere, at once; open links end too',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 204,
  params: z.object({ id }),
});

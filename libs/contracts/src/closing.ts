import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { member } from './members.ts';
import { secret } from './privacy.ts';
import { id, instant, reason } from './values.ts';

/** Days between a member's wish to leave and the closing of the membership. */
export const closingDays = 14;

const closing = z
  .object({ askedAt: instant, closesAt: instant.describe('it is closed in the night after') })
  .meta({ id: 'Closing' });
export type Closing = z.infer<typeof closing>;

export const getClosing = endpoint({
  method: 'GET',
  path: '/me/closing',
  tag: 'Own view',
  summary: 'Whether I asked to close my membership',
  access: { roles: ['member'], reach: 'own' },
  reply: z.object({ closing: closing.nullable() }).meta({ id: 'OwnClosing' }),
});
export const askForClosing = endpoint({
  method: 'POST',
  path: '/me/closing',
  tag: 'Own view',
  summary: `Close my membership after ${closingDays} days; asking again changes nothing`,
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  body: z.object({
    password: secret(z.string().max(200))
      .optional()
      .describe('may be absent within ten minutes after signing in'),
  }),
  reply: closing,
});
export const withdrawClosing = endpoint({
  method: 'DELETE',
  path: '/me/closing',
  tag: 'Own view',
  summary: 'Keep my membership',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
});
export const closeMember = endpoint({
  method: 'POST',
  path: '/members/{id}/close',
  tag: 'Members',
  summary: 'Close a membership at once: cards are refused, the sign-in ends, the books stay',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: member,
});
export const reopenMember = endpoint({
  method: 'POST',
  path: '/members/{id}/reopen',
  tag: 'Members',
  summary: 'Open a closed membership again, as it was before',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  params: z.object({ id }),
  reply: member,
});

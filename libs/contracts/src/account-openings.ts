import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { consentGiven } from './members.ts';
import { password, session } from './sessions.ts';
import { id, instant, linkParams } from './values.ts';

export const inviteMember = endpoint({
  method: 'POST',
  path: '/members/{id}/account-invitations',
  tag: 'Members',
  summary: 'Send a member without an account the link that opens one; the links before it end',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 202,
  params: z.object({ id }),
});
export const getAccountOpening = endpoint({
  method: 'GET',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: 'Whose account the link opens',
  access: 'public',
  params: linkParams,
  reply: z
    .object({
      email: z.string(),
      displayName: z.string(),
      expiresAt: instant,
      needsPassword: z
        .boolean()
        .describe('true unless this browser is signed in with an account of this e-mail'),
      termsAccepted: z.boolean().describe('false: the consents must accept them'),
    })
    .meta({ id: 'AccountOpening' }),
});
export const openAccount = endpoint({
  method: 'POST',
  path: '/account-openings/{token}',
  tag: 'Sessions',
  summary: 'Open the account of a member by the link: sets the password, confirms the e-mail, signs in',
  access: 'public',
  status: 201,
  params: linkParams,
  body: z.object({ password: password.optional(), consents: z.array(consentGiven).max(20).default([]) }),
  reply: session,
});

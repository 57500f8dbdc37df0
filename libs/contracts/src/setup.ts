import { z } from 'zod';
import { club, clubLook } from './club.ts';
import { endpoint } from './endpoint.ts';
import { personName } from './names.ts';
import { session, staffPassword } from './sessions.ts';
import { staffMember } from './staff.ts';
import { email, id, instant, language, linkToken } from './values.ts';

/** How far the set-up of an empty club is, for whoever came by its link. */
export const setup = z
  .object({
    clubSaved: z.boolean().describe('the club has its own name and look'),
    expiresAt: instant.describe('until then the link works'),
  })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof setup>;

export const openSetup = endpoint({
  method: 'POST',
  path: '/setup/sessions',
  tag: 'Set-up',
  summary: 'Begin or resume the set-up by its link; sets a cookie for it',
  access: 'public',
  status: 201,
  body: z.object({ token: linkToken.describe('from the link that the start printed') }),
  reply: setup,
});
export const getSetup = endpoint({
  method: 'GET',
  path: '/setup',
  tag: 'Set-up',
  summary: 'How far the set-up is',
  access: 'public',
  reply: setup,
});
export const setUpClub = endpoint({
  method: 'PATCH',
  path: '/setup/club',
  tag: 'Set-up',
  summary: 'Name, look, languages and time zone, before there is an admin',
  access: 'public',
  body: clubLook,
  reply: club,
});
export const setUpLogo = endpoint({
  method: 'PUT',
  path: '/setup/logo',
  tag: 'Set-up',
  summary: 'The logo, before there is an admin',
  access: 'public',
  bytes: 'image/*',
  reply: club,
});
export const setUpAdmin = endpoint({
  method: 'POST',
  path: '/setup/admin',
  tag: 'Set-up',
  summary: 'The first admin; ends the link and signs in',
  access: 'public',
  status: 201,
  body: z.object({ displayName: personName(100), email, password: staffPassword, language }),
  reply: session,
});
export const inviteFirstCashier = endpoint({
  method: 'POST',
  path: '/setup/invitations',
  tag: 'Set-up',
  summary: 'Invite a cashier and show the link too, as there may be no mail server yet',
  access: { roles: ['admin'], reach: 'club' },
  status: 201,
  body: z.object({
    email,
    displayName: personName(100),
    language,
    locations: z.array(id).max(500).default([]).describe('where they work; empty means everywhere'),
  }),
  reply: z.object({ staff: staffMember, link: z.url() }).meta({ id: 'FirstInvitation' }),
});

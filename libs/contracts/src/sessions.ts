import { z } from 'zod';
import { endpoint, roles } from './endpoint.ts';
import { personName } from './names.ts';
import { date, email, id, instant, language, listOf } from './values.ts';
import { personal, secret } from './privacy.ts';
import { acceptsTerms, consentGiven } from './members.ts';

export const role = z.enum(roles);
export const theme = z.enum(['light', 'dark', 'system']);
export const shortestPassword = 8;
/** Of those who work here: they see and move what belongs to others. */
export const shortestStaffPassword = 12;
const longEnough = (shortest: number) =>
  secret(z.string().min(shortest, `at least ${shortest} characters`).max(200));
export const password = longEnough(shortestPassword);
export const staffPassword = longEnough(shortestStaffPassword);

export const session = z
  .object({
    id,
    account: z.object({ id, email: z.string(), displayName: z.string(), language }),
    roles: z.array(role),
    member: z.object({ id, displayName: z.string() }).nullable(),
    locationIds: z.array(id).describe('where the staff member works; empty means everywhere'),
    expiresAt: instant,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

export const signIn = endpoint({
  method: 'POST',
  path: '/sessions',
  tag: 'Sessions',
  summary: 'Sign in; sets the session cookie',
  access: 'public',
  status: 201,
  body: z.object({
    email: personal(z.string().trim().min(3).max(254)),
    password: secret(z.string().min(1).max(200)),
  }),
  reply: session,
});
export const currentSession = endpoint({
  method: 'GET',
  path: '/sessions/current',
  tag: 'Sessions',
  summary: 'Who is signed in',
  access: 'signed-in',
  reply: session,
});
export const signOut = endpoint({
  method: 'DELETE',
  path: '/sessions/current',
  tag: 'Sessions',
  summary: 'Sign out',
  access: 'signed-in',
  status: 204,
});
export const register = endpoint({
  method: 'POST',
  path: '/registrations',
  tag: 'Sessions',
  summary: 'Join the club: account, member and card in one; signs in',
  access: 'public',
  status: 201,
  body: z.object({
    email,
    password,
    firstName: personName(100),
    lastName: personName(100),
    language,
    birthday: personal(date).optional(),
    location: z.string().max(60).optional().describe('code of the location whose poster was scanned'),
    consents: z
      .array(consentGiven)
      .max(20)
      .refine(acceptsTerms, 'the terms must be accepted')
      .describe('with `{ "purpose": "terms", "granted": true }`'),
  }),
  reply: session,
});
const deviceSession = z
  .object({ id, createdAt: instant, lastSeenAt: instant, device: z.string(), current: z.boolean() })
  .meta({ id: 'DeviceSession' });
export const listOwnSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  tag: 'Sessions',
  summary: 'Where I am signed in',
  access: 'signed-in',
  reply: listOf(deviceSession),
});
export const endOwnSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/{id}',
  tag: 'Sessions',
  summary: 'Sign out on another device',
  access: 'signed-in',
  status: 204,
  params: z.object({ id }),
});
export const changePassword = endpoint({
  method: 'POST',
  path: '/me/password',
  tag: 'Sessions',
  summary: 'Change the own password; ends all other sessions',
  access: 'signed-in',
  status: 204,
  body: z.object({ current: secret(z.string().min(1).max(200)), next: password }),
});

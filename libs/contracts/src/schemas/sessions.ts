import { z } from 'zod';
import { roles } from '../endpoints/endpoint.ts';
import { shortestPassword, shortestStaffPassword } from '../endpoints/sessions.ts';
import { acceptedTerms } from './legal.ts';
import { consentGiven } from './consents.ts';
import { personName } from './names.ts';
import { secret, personal } from './privacy.ts';
import { sentReferralCode } from './referrals.ts';
import { birthday, id, language, instant, email, listOf } from './values.ts';

export const role = z.enum(roles);

export const theme = z.enum(['light', 'dark', 'system']);

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
    locationIds: z.array(id).describe('locations of the staff member; empty for everywhere'),
    expiresAt: instant,
  })
  .meta({ id: 'Session' });

export type Session = z.infer<typeof session>;

const deviceSession = z
  .object({ id, createdAt: instant, lastSeenAt: instant, device: z.string(), current: z.boolean() })
  .meta({ id: 'DeviceSession' });

/** Requests and replies of the endpoints, by name. */
export const sessionsShapes = {
  signIn: {
    body: z.object({
      email: personal(z.string().trim().min(3).max(254)),
      password: secret(z.string().min(1).max(200)),
    }),
    reply: session,
  },
  currentSession: {
    reply: session,
  },
  signOut: {},
  register: {
    body: z.object({
      email,
      password,
      firstName: personName(100),
      lastName: personName(100).optional(),
      language,
      birthday: personal(birthday).optional(),
      location: z.string().max(60).optional().describe('code of the location on the scanned poster'),
      referral: sentReferralCode
        .optional()
        .describe('code in the link of a member; one that cannot be used is ignored'),
      acceptedTerms: acceptedTerms
        .optional()
        .describe('required if terms are published: the version that the person read and accepted'),
      consents: z
        .array(consentGiven)
        .max(20)
        .default([])
        .refine(
          (consents) => consents.findLast(({ purpose }) => purpose === 'terms')?.granted !== false,
          'the terms must be accepted',
        )
        .describe(
          'optional purposes. `{ "purpose": "terms", "granted": true }`, from earlier clients, accepts the terms in force',
        ),
    }),
    reply: session,
  },
  listOwnSessions: {
    reply: listOf(deviceSession),
  },
  endOwnSession: {
    params: z.object({ id }),
  },
  changePassword: {
    body: z.object({ current: secret(z.string().min(1).max(200)), next: password }),
  },
};

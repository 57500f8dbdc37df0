import { z } from 'zod';
import { personName } from './names.ts';
import { role, staffPassword } from './sessions.ts';
import { id, language, instant, listQuery, listOf, sortedBy, email, linkParams } from './values.ts';

export const staffRole = role.exclude(['member']);

export type StaffRole = z.infer<typeof staffRole>;

const locations = z.array(id).max(500).describe('their locations; empty for everywhere');

export const staffMember = z
  .object({
    id,
    version: z.int(),
    email: z.string(),
    displayName: z.string(),
    language,
    role: staffRole,
    locations,
    state: z.enum(['invited', 'active', 'inactive']),
    isMember: z.boolean().describe('the same account has a membership'),
    invitation: z
      .object({ sentAt: instant, expiresAt: instant })
      .nullable()
      .describe('while the invitation is not accepted'),
    lastSeenAt: instant.nullable(),
  })
  .meta({ id: 'StaffMember' });

export type StaffMember = z.infer<typeof staffMember>;

/** Requests and replies of the endpoints, by name. */
export const staffShapes = {
  listStaff: {
    query: listQuery.extend(sortedBy('name', 'email', 'role', 'state', 'seen')),
    reply: listOf(staffMember),
  },
  inviteStaff: {
    body: z.object({
      email,
      displayName: personName(100),
      role: staffRole,
      locations: locations.default([]),
      language,
    }),
    reply: staffMember,
  },
  changeStaff: {
    params: z.object({ id }),
    body: z.object({ role: staffRole, locations, active: z.boolean() }).partial(),
    reply: staffMember,
  },
  resendInvitation: {
    params: z.object({ id }),
    reply: staffMember,
  },
  getInvitation: {
    params: linkParams,
    reply: z
      .object({
        email: z.string(),
        displayName: z.string(),
        role: staffRole,
        expiresAt: instant,
        needsPassword: z
          .boolean()
          .describe(
            'true unless this browser is signed in to the account and its password is long enough for staff',
          ),
      })
      .meta({ id: 'Invitation' }),
  },
  acceptInvitation: {
    params: linkParams,
    body: z.object({ password: staffPassword.optional() }),
  },
};

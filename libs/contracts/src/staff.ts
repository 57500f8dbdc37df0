import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { role, staffPassword } from './sessions.ts';
import { personName } from './names.ts';
import { email, id, instant, language, linkParams, listOf, listQuery } from './values.ts';

export const staffRole = role.exclude(['member']);
export type StaffRole = z.infer<typeof staffRole>;
const locations = z.array(id).max(500).describe('where they work; empty means everywhere');

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
    isMember: z.boolean().describe('the same account is a member of the club'),
    invitation: z
      .object({ sentAt: instant, expiresAt: instant })
      .nullable()
      .describe('while it is not accepted'),
    lastSeenAt: instant.nullable(),
  })
  .meta({ id: 'StaffMember' });
export type StaffMember = z.infer<typeof staffMember>;

export const listStaff = endpoint({
  method: 'GET',
  path: '/staff',
  tag: 'Staff',
  summary: 'Who works in the club, by name',
  access: { roles: managers, reach: 'location' },
  query: listQuery,
  reply: listOf(staffMember),
});
export const inviteStaff = endpoint({
  method: 'POST',
  path: '/staff',
  tag: 'Staff',
  summary: 'Invite by e-mail; managers invite cashiers, admins anyone',
  access: { roles: managers, reach: 'location' },
  status: 201,
  body: z.object({
    email,
    displayName: personName(100),
    role: staffRole,
    locations: locations.default([]),
    language,
  }),
  reply: staffMember,
});
export const changeStaff = endpoint({
  method: 'PATCH',
  path: '/staff/{id}',
  tag: 'Staff',
  summary: 'Change role or locations, deactivate at once, reactivate',
  access: { roles: managers, reach: 'location' },
  conditional: true,
  params: z.object({ id }),
  body: z.object({ role: staffRole, locations, active: z.boolean() }).partial(),
  reply: staffMember,
});
export const resendInvitation = endpoint({
  method: 'POST',
  path: '/staff/{id}/invitations',
  tag: 'Staff',
  summary: 'Send a new invitation; the links before it end',
  access: { roles: managers, reach: 'location' },
  params: z.object({ id }),
  reply: staffMember,
});

export const getInvitation = endpoint({
  method: 'GET',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary: 'What an invitation is for',
  access: 'public',
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
          'true unless this browser is signed in with the account, and its password is long enough for staff',
        ),
    })
    .meta({ id: 'Invitation' }),
});
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary:
    'Accept an invitation; needs a new password unless this browser is signed in with the account and its password is long enough for staff. Ends all other sessions and links',
  access: 'public',
  status: 204,
  params: linkParams,
  body: z.object({ password: staffPassword.optional() }),
});

import { managers, endpoint } from './endpoint.ts';

export const listStaff = endpoint('listStaff', {
  method: 'GET',
  path: '/staff',
  tag: 'Staff',
  summary: 'List staff by name',
  access: { roles: managers, reach: 'location' },
});

export const inviteStaff = endpoint('inviteStaff', {
  method: 'POST',
  path: '/staff',
  tag: 'Staff',
  summary: 'Invite staff by e-mail; managers invite cashiers, admins invite anyone',
  access: { roles: managers, reach: 'location' },
  status: 201,
  wallet: 'none',
});

export const changeStaff = endpoint('changeStaff', {
  method: 'PATCH',
  path: '/staff/{id}',
  tag: 'Staff',
  summary: 'Update role or locations, deactivate or reactivate; takes effect at once',
  access: { roles: managers, reach: 'location' },
  conditional: true,
  wallet: 'none',
});

export const resendInvitation = endpoint('resendInvitation', {
  method: 'POST',
  path: '/staff/{id}/invitations',
  tag: 'Staff',
  summary: 'Send a new invitation; earlier links stop working',
  access: { roles: managers, reach: 'location' },
  wallet: 'none',
});

export const getInvitation = endpoint('getInvitation', {
  method: 'GET',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary: 'Get an invitation',
  access: 'public',
});

export const acceptInvitation = endpoint('acceptInvitation', {
  method: 'POST',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary:
    'Accept an invitation; requires a new password unless this browser is signed in to the account and its password is long enough for staff. Ends all other sessions and links',
  access: 'public',
  status: 204,
  wallet: 'none',
});

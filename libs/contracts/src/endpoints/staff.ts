import { managers, endpoint } from './endpoint.ts';

export const listStaff = endpoint('listStaff', {
  method: 'GET',
  path: '/staff',
  tag: 'Staff',
  summary: 'Who works in the club, by name',
  access: { roles: managers, reach: 'location' },
});

export const inviteStaff = endpoint('inviteStaff', {
  method: 'POST',
  path: '/staff',
  tag: 'Staff',
  summary: 'Invite by e-mail; managers invite cashiers, admins anyone',
  access: { roles: managers, reach: 'location' },
  status: 201,
});

export const changeStaff = endpoint('changeStaff', {
  method: 'PATCH',
  path: '/staff/{id}',
  tag: 'Staff',
  summary: 'Change role or locations, deactivate at once, reactivate',
  access: { roles: managers, reach: 'location' },
  conditional: true,
});

export const resendInvitation = endpoint('resendInvitation', {
  method: 'POST',
  path: '/staff/{id}/invitations',
  tag: 'Staff',
  summary: 'Send a new invitation; the links before it end',
  access: { roles: managers, reach: 'location' },
});

export const getInvitation = endpoint('getInvitation', {
  method: 'GET',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary: 'What an invitation is for',
  access: 'public',
});

export const acceptInvitation = endpoint('acceptInvitation', {
  method: 'POST',
  path: '/invitations/{token}',
  tag: 'Staff',
  summary:
    'Accept an invitation; needs a new password unless this browser is signed in with the account and its password is long enough for staff. Ends all other sessions and links',
  access: 'public',
  status: 204,
});

import { endpoint, managers } from './endpoint.ts';

export const requestPasswordReset = endpoint('requestPasswordReset', {
  method: 'POST',
  path: '/password-resets',
  tag: 'Sessions',
  summary:
    'Send a link for a new password, or the first one of a member; the answer is the same for unknown addresses',
  access: 'public',
  status: 202,
});

export const resetPassword = endpoint('resetPassword', {
  method: 'POST',
  path: '/password-resets/{token}',
  tag: 'Sessions',
  summary: 'Set a new password by the link; ends all sessions',
  access: 'public',
  status: 204,
});

export const sendEmailConfirmation = endpoint('sendEmailConfirmation', {
  method: 'POST',
  path: '/me/email-confirmations',
  tag: 'Own view',
  summary: 'Send the link that confirms my e-mail again',
  access: { roles: ['member'], reach: 'own' },
  status: 202,
});

export const getEmailConfirmation = endpoint('getEmailConfirmation', {
  method: 'GET',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary: 'Which e-mail the link confirms',
  access: 'public',
});

export const confirmEmail = endpoint('confirmEmail', {
  method: 'POST',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary:
    'Confirm an e-mail by the link; in a browser that is not signed in with the account a new password comes first. Ends all other sessions and links',
  access: 'public',
  status: 204,
});

export const requestEmailChange = endpoint('requestEmailChange', {
  method: 'POST',
  path: '/me/email-changes',
  tag: 'Sessions',
  summary: 'Change my e-mail: a link goes to the new address',
  access: 'signed-in',
  status: 202,
});

export const getEmailChange = endpoint('getEmailChange', {
  method: 'GET',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary: 'Which new e-mail the link confirms',
  access: 'public',
});

export const confirmEmailChange = endpoint('confirmEmailChange', {
  method: 'POST',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary:
    'Confirm the new e-mail by the link, as any e-mail is confirmed; the old address is told. Ends all other sessions and links',
  access: 'public',
  status: 204,
});

export const stopEmailChange = endpoint('stopEmailChange', {
  method: 'POST',
  path: '/email-change-stops/{token}',
  tag: 'Sessions',
  summary: 'Stop a change of the e-mail by the link to the old address; signs the account out everywhere',
  access: 'public',
  status: 204,
});

export const listMails = endpoint('listMails', {
  method: 'GET',
  path: '/mails',
  tag: 'Administration',
  summary: 'Mails that were kept in files because there is no mail server, newest first',
  access: { roles: managers, reach: 'club' },
});

export const getMail = endpoint('getMail', {
  method: 'GET',
  path: '/mails/{id}',
  tag: 'Administration',
  summary: 'One of them, as a mail program shows it; secret links only to who has the mailbox',
  access: { roles: managers, reach: 'club' },
});

import { endpoint, managers } from './endpoint.ts';

export const requestPasswordReset = endpoint('requestPasswordReset', {
  method: 'POST',
  path: '/password-resets',
  tag: 'Sessions',
  summary:
    "Send a link to set a password, also a member's first one; the reply is the same for unknown addresses",
  access: 'public',
  status: 202,
  wallet: 'none',
});

export const resetPassword = endpoint('resetPassword', {
  method: 'POST',
  path: '/password-resets/{token}',
  tag: 'Sessions',
  summary: 'Set a new password with the link; ends all sessions',
  access: 'public',
  status: 204,
  wallet: 'none',
});

export const sendEmailConfirmation = endpoint('sendEmailConfirmation', {
  method: 'POST',
  path: '/me/email-confirmations',
  tag: 'Own view',
  summary: 'Send the link to confirm my e-mail again',
  access: { roles: ['member'], reach: 'own' },
  status: 202,
  wallet: 'own',
});

export const getEmailConfirmation = endpoint('getEmailConfirmation', {
  method: 'GET',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary: 'Get the e-mail that the link confirms',
  access: 'public',
});

export const confirmEmail = endpoint('confirmEmail', {
  method: 'POST',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary:
    'Confirm an e-mail with the link; a browser that is not signed in to the account must set a new password. Ends all other sessions and links',
  access: 'public',
  status: 204,
  wallet: 'none',
});

export const requestEmailChange = endpoint('requestEmailChange', {
  method: 'POST',
  path: '/me/email-changes',
  tag: 'Sessions',
  summary: 'Change my e-mail: sends a link to the new address',
  access: 'signed-in',
  status: 202,
  wallet: 'none',
});

export const getEmailChange = endpoint('getEmailChange', {
  method: 'GET',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary: 'Get the new e-mail that the link confirms',
  access: 'public',
});

export const confirmEmailChange = endpoint('confirmEmailChange', {
  method: 'POST',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary:
    'Confirm the new e-mail with the link; the old address is notified. Ends all other sessions and links',
  access: 'public',
  status: 204,
  wallet: 'none',
});

export const stopEmailChange = endpoint('stopEmailChange', {
  method: 'POST',
  path: '/email-change-stops/{token}',
  tag: 'Sessions',
  summary: 'Stop an e-mail change with the link sent to the old address; signs the account out everywhere',
  access: 'public',
  status: 204,
  wallet: 'none',
});

export const listMails = endpoint('listMails', {
  method: 'GET',
  path: '/mails',
  tag: 'Administration',
  summary: 'List e-mails stored as files because there is no mail server, newest first',
  access: { roles: managers, reach: 'club' },
});

export const getMail = endpoint('getMail', {
  method: 'GET',
  path: '/mails/{id}',
  tag: 'Administration',
  summary: 'Get a stored e-mail; secret links are shown only to its recipient',
  access: { roles: managers, reach: 'club' },
});

export const getMailSettings = endpoint('getMailSettings', {
  method: 'GET',
  path: '/mail-settings',
  tag: 'Administration',
  summary: 'Get where e-mails go, who sends them and where their links lead',
  access: { roles: managers, reach: 'anywhere' },
});

export const sendTestMail = endpoint('sendTestMail', {
  method: 'POST',
  path: '/mail-tests',
  tag: 'Administration',
  summary: 'Send a test e-mail to my own address at once, and get what the mail server says',
  access: { roles: managers, reach: 'club' },
  status: 200,
  wallet: 'none',
});

export const checkMailDomain = endpoint('checkMailDomain', {
  method: 'GET',
  path: '/mail-domain',
  tag: 'Administration',
  summary: "Look up the DNS records of the sender's domain that receivers of e-mails ask for",
  access: { roles: managers, reach: 'club' },
});

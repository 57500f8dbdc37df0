import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { password } from './sessions.ts';
import { secret } from './privacy.ts';
import { email, id, instant, linkParams, listOf, listQuery } from './values.ts';

export const requestPasswordReset = endpoint({
  method: 'POST',
  path: '/password-resets',
  tag: 'Sessions',
  summary:
    'Send a link for a new password, or the first one of a member; the answer is the same for unknown addresses',
  access: 'public',
  status: 202,
  body: z.object({ email }),
});
export const resetPassword = endpoint({
  method: 'POST',
  path: '/password-resets/{token}',
  tag: 'Sessions',
  summary: 'Set a new password by the link; ends all sessions',
  access: 'public',
  status: 204,
  params: linkParams,
  body: z.object({ password }),
});

export const sendEmailConfirmation = endpoint({
  method: 'POST',
  path: '/me/email-confirmations',
  tag: 'Own view',
  summary: 'Send the link that confirms my e-mail again',
  access: { roles: ['member'], reach: 'own' },
  status: 202,
});
/** What a link to a mailbox asks of whoever follows it. */
const mailboxProof = z
  .object({
    email: z.string(),
    expiresAt: instant,
    needsPassword: z.boolean().describe('true unless this browser is signed in with the account'),
  })
  .meta({ id: 'MailboxProof' });
const proofBody = z.object({ password: password.optional() }).optional();

export const getEmailConfirmation = endpoint({
  method: 'GET',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary: 'Which e-mail the link confirms',
  access: 'public',
  params: linkParams,
  reply: mailboxProof
    .extend({
      otherMembership: z
        .enum(['none', 'unconfirmed', 'confirmed'])
        .describe(
          'whether another member has this e-mail; once it is confirmed there, staff can only be asked',
        ),
    })
    .meta({ id: 'EmailConfirmation' }),
});
export const confirmEmail = endpoint({
  method: 'POST',
  path: '/email-confirmations/{token}',
  tag: 'Members',
  summary:
    'Confirm an e-mail by the link; in a browser that is not signed in with the account a new password comes first. Ends all other sessions and links',
  access: 'public',
  status: 204,
  params: linkParams,
  body: z
    .object({
      password: password.optional(),
      bringTogether: z
        .boolean()
        .optional()
        .describe('ask staff to bring this membership and the other one with this e-mail together'),
    })
    .optional(),
});
export const requestEmailChange = endpoint({
  method: 'POST',
  path: '/me/email-changes',
  tag: 'Sessions',
  summary: 'Change my e-mail: a link goes to the new address',
  access: 'signed-in',
  status: 202,
  body: z.object({ email, password: secret(z.string().min(1).max(200)) }),
});
export const getEmailChange = endpoint({
  method: 'GET',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary: 'Which new e-mail the link confirms',
  access: 'public',
  params: linkParams,
  reply: mailboxProof,
});
export const confirmEmailChange = endpoint({
  method: 'POST',
  path: '/email-changes/{token}',
  tag: 'Sessions',
  summary:
    'Confirm the new e-mail by the link, as any e-mail is confirmed; the old address is told. Ends all other sessions and links',
  access: 'public',
  status: 204,
  params: linkParams,
  body: proofBody,
});

export const stopEmailChange = endpoint({
  method: 'POST',
  path: '/email-change-stops/{token}',
  tag: 'Sessions',
  summary: 'Stop a change of the e-mail by the link to the old address; signs the account out everywhere',
  access: 'public',
  status: 204,
  params: linkParams,
});

const mailRow = z
  .object({ id, to: z.string(), subject: z.string(), sentAt: instant, template: z.string() })
  .meta({ id: 'Mail' });
export type Mail = z.infer<typeof mailRow>;
export const listMails = endpoint({
  method: 'GET',
  path: '/mails',
  tag: 'Administration',
  summary: 'Mails that were kept in files because there is no mail server, newest first',
  access: { roles: managers, reach: 'club' },
  query: listQuery,
  reply: listOf(mailRow).extend({
    delivery: z.enum(['files', 'server']),
    waiting: z.int().describe('mails that were not sent yet'),
    failed: z.int().describe('mails that the server refused'),
  }),
});
export const getMail = endpoint({
  method: 'GET',
  path: '/mails/{id}',
  tag: 'Administration',
  summary: 'One of them, as a mail program shows it; secret links only to who has the mailbox',
  access: { roles: managers, reach: 'club' },
  params: z.object({ id }),
  reply: mailRow
    .extend({
      html: z.string(),
      text: z.string(),
      linksHidden: z.boolean().describe('its links are secrets, and the mail is to somebody else'),
    })
    .meta({ id: 'MailContent' }),
});

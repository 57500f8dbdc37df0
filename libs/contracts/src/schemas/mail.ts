import { z } from 'zod';
import { secret } from './privacy.ts';
import { password } from './sessions.ts';
import { email, linkParams, instant, id, listQuery, listOf } from './values.ts';

/** What a link to a mailbox requires of the visitor. */
const mailboxProof = z
  .object({
    email: z.string(),
    expiresAt: instant,
    needsPassword: z.boolean().describe('true unless this browser is signed in to the account'),
  })
  .meta({ id: 'MailboxProof' });

const proofBody = z.object({ password: password.optional() }).optional();

const mailRow = z
  .object({ id, to: z.string(), subject: z.string(), sentAt: instant, template: z.string() })
  .meta({ id: 'Mail' });

export type Mail = z.infer<typeof mailRow>;

/** Requests and replies of the endpoints, by name. */
export const mailShapes = {
  requestPasswordReset: {
    body: z.object({ email }),
  },
  resetPassword: {
    params: linkParams,
    body: z.object({ password }),
  },
  sendEmailConfirmation: {},
  getEmailConfirmation: {
    params: linkParams,
    reply: mailboxProof
      .extend({
        otherMembership: z
          .enum(['none', 'unconfirmed', 'confirmed'])
          .describe(
            'whether another member has this e-mail; if it is confirmed there, you can only ask staff',
          ),
      })
      .meta({ id: 'EmailConfirmation' }),
  },
  confirmEmail: {
    params: linkParams,
    body: z
      .object({
        password: password.optional(),
        bringTogether: z
          .boolean()
          .optional()
          .describe('ask staff to merge this membership with the other one that has this e-mail'),
      })
      .optional(),
  },
  requestEmailChange: {
    body: z.object({ email, password: secret(z.string().min(1).max(200)) }),
  },
  getEmailChange: {
    params: linkParams,
    reply: mailboxProof,
  },
  confirmEmailChange: {
    params: linkParams,
    body: proofBody,
  },
  stopEmailChange: {
    params: linkParams,
  },
  listMails: {
    query: listQuery,
    reply: listOf(mailRow).extend({
      delivery: z.enum(['files', 'server']),
      waiting: z.int().describe('e-mails not sent yet'),
      failed: z.int().describe('e-mails that the server refused'),
    }),
  },
  getMail: {
    params: z.object({ id }),
    reply: mailRow
      .extend({
        html: z.string(),
        text: z.string(),
        linksHidden: z.boolean().describe('its links are hidden, because the e-mail is for someone else'),
      })
      .meta({ id: 'MailContent' }),
  },
};

import { z } from 'zod';
import { secret } from './privacy.ts';
import { password } from './sessions.ts';
import { email, linkParams, instant, id, listQuery, listOf } from './values.ts';

/** What a link to a mailbox asks of whoever follows it. */
const mailboxProof = z
  .object({
    email: z.string(),
    expiresAt: instant,
    needsPassword: z.boolean().describe('true unless this browser is signed in with the account'),
  })
  .meta({ id: 'MailboxProof' });

const proofBody = z.object({ password: password.optional() }).optional();

const mailRow = z
  .object({ id, to: z.string(), subject: z.string(), sentAt: instant, template: z.string() })
  .meta({ id: 'Mail' });

export type Mail = z.infer<typeof mailRow>;

/** What the endpoints take and answer, by their names. */
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
            'whether another member has this e-mail; once it is confirmed there, staff can only be asked',
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
          .describe('ask staff to bring this membership and the other one with this e-mail together'),
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
      waiting: z.int().describe('mails that were not sent yet'),
      failed: z.int().describe('mails that the server refused'),
    }),
  },
  getMail: {
    params: z.object({ id }),
    reply: mailRow
      .extend({
        html: z.string(),
        text: z.string(),
        linksHidden: z.boolean().describe('its links are secrets, and the mail is to somebody else'),
      })
      .meta({ id: 'MailContent' }),
  },
};

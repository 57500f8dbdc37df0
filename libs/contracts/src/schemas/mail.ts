import { z } from 'zod';
import { consentPurpose } from './consents.ts';
import { secret } from './privacy.ts';
import { password } from './sessions.ts';
import { email, linkParams, instant, id, listQuery, listOf, sortedBy } from './values.ts';

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

const mailSettings = z
  .object({
    delivery: z.enum(['files', 'server']),
    server: z.string().nullable().describe('host and port of the mail server'),
    sender: z.string(),
    links: z.url().describe('where links in e-mails lead'),
  })
  .meta({ id: 'MailSettings' });

export type MailSettings = z.infer<typeof mailSettings>;

const mailTest = z
  .object({
    to: z.string(),
    outcome: z
      .enum([
        'accepted',
        'no-server',
        'unknown-host',
        'not-reached',
        'no-answer',
        'not-secure',
        'sign-in-refused',
        'sender-refused',
        'recipient-refused',
        'message-refused',
        'later',
        'failed',
      ])
      .describe('accepted by the mail server, or why not'),
    answer: z.string().nullable().describe("the mail server's own words, or those of the connection"),
  })
  .meta({ id: 'MailTest' });

export type MailTest = z.infer<typeof mailTest>;

const domainFinding = z
  .object({
    code: z.enum([
      'mx-found',
      'mx-missing',
      'mx-refuses',
      'mx-unanswered',
      'spf-found',
      'spf-missing',
      'spf-several',
      'spf-open',
      'spf-neutral',
      'spf-unanswered',
      'dmarc-found',
      'dmarc-none',
      'dmarc-missing',
      'dmarc-invalid',
      'dmarc-unanswered',
      'dkim-found',
      'dkim-unseen',
      'dkim-unanswered',
    ]),
    state: z.enum(['good', 'advice', 'bad', 'unknown']),
    value: z.string().nullable().describe('the published record, servers or key names'),
  })
  .meta({ id: 'DomainFinding' });

export type DomainFinding = z.infer<typeof domainFinding>;

const mailDomain = z
  .object({
    domain: z.string(),
    state: z
      .enum(['checked', 'none', 'unknown', 'unreachable'])
      .describe('none: no public domain; unknown: it does not exist; unreachable: no name server answers'),
    findings: z.array(domainFinding),
  })
  .meta({ id: 'MailDomain' });

export type MailDomain = z.infer<typeof mailDomain>;

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
        consents: z
          .array(consentPurpose)
          .describe('what else the link confirms: purposes for which the member wants e-mails'),
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
    query: listQuery.extend(sortedBy('sent', 'title', 'to')),
    reply: listOf(mailRow).extend({
      delivery: z.enum(['files', 'server']),
      waiting: z.int().describe('e-mails not sent yet'),
      failed: z.int().describe('e-mails that the server refused'),
      notPermitted: z.int().describe('e-mails not sent because the club may not send them'),
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
  getMailSettings: {
    reply: mailSettings,
  },
  sendTestMail: {
    reply: mailTest,
  },
  checkMailDomain: {
    reply: mailDomain,
  },
};

import { randomUUID } from 'node:crypto';
import {
  Mailer,
  mailTemplate,
  MailTemplates,
  text,
  type MailTemplate,
  type Template,
} from '../../../apps/api/src/platform/mail/index.ts';
import type { TestApp } from '../app.ts';
import { makeMember } from './members.ts';

const words: Template<object> = () => ({
  subject: 'Croissants',
  preview: '',
  title: 'Croissants',
  parts: [text('Two for one')],
  reason: 'You asked for it.',
});
const offerMail = mailTemplate('test-offer', 'marketing', words);
export const questionMail = mailTemplate('test-question', 'survey', words);

/** So that the API knows the mails of these tests. */
export const registerMails = ({ app }: TestApp): void =>
  app.get(MailTemplates).register([offerMail, questionMail]);

/** The consent to advertising by e-mail. */
export const wantsOffers = {
  purpose: 'marketing',
  channel: 'email',
  granted: true,
  source: 'member',
  version: 2,
} as const;

/** A member whose address is confirmed. */
export const makeConfirmed = (
  api: TestApp,
  more: Parameters<typeof makeMember>[1] = {},
): ReturnType<typeof makeMember> => makeMember(api, { emailConfirmedAt: new Date(), ...more });

export const writeMail = (
  { app }: TestApp,
  member: { readonly id: string; readonly email: string | null },
  template: MailTemplate<string, object> = offerMail,
): Promise<void> =>
  app.get(Mailer).send({
    to: member.email ?? '',
    about: member.id,
    language: 'en',
    template,
    data: {},
    dedupeKey: randomUUID(),
  });

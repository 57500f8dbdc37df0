// Mails: written by features in three languages, queued in the transaction of their cause, sent once by a job.
import { MailBrand } from './brand.ts';
import { Delivery } from './delivery.ts';
import { MailFiles } from './mail-files.ts';
import { MailPermission } from './mail-permission.ts';
import { mailTemplate, MailTemplates, textTemplate } from './mail-templates.ts';
import { Mailer } from './mailer.ts';
import { keptMailOrders, MailsRepository } from './mails.repository.ts';
import { Mjml } from './mjml.ts';
import { PersonalMails } from './personal-mails.repository.ts';
import { PortalLinks } from './portal-links.ts';
import { MailWriting } from './mail-writing.ts';
import { SendMailJob } from './send-mail.job.ts';
import { SweepMailsJob } from './sweep-mails.job.ts';
import { TextMessages } from './text-messages.ts';

export {
  Delivery,
  keptMailOrders,
  MailBrand,
  Mailer,
  MailFiles,
  MailPermission,
  mailTemplate,
  MailTemplates,
  MailsRepository,
  MailWriting,
  PortalLinks,
  TextMessages,
  textTemplate,
};
export type { KeptMailRow, KeptMailSort, MailRow } from './mails.repository.ts';
export type { MailQuestion } from './mail-permission.ts';
export type { OutgoingMail } from './mailer.ts';
export type { MailTemplate } from './mail-templates.ts';
export { button, text, type MailPart, type Reading, type Template } from './mail-content.ts';
export { calendarDay, momentOf } from './dates.ts';
export const mailParts = [
  MailBrand,
  Delivery,
  MailFiles,
  MailPermission,
  MailTemplates,
  Mailer,
  MailsRepository,
  Mjml,
  PersonalMails,
  PortalLinks,
  MailWriting,
  SendMailJob,
  SweepMailsJob,
  TextMessages,
];

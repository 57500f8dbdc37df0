// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { termsChanged } from './terms-changed.ts';

export const termsChangedMail = mailTemplate('terms-changed', 'service', termsChanged);

export const legalMails = [termsChangedMail];

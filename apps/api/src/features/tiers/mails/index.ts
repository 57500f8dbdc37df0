// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { tierFalls } from './tier-falls.ts';

export const tierFallsMail = mailTemplate('tier-falls', 'service', tierFalls);

export const tierMails = [tierFallsMail];

// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { invitation } from './invitation.ts';

export const invitationMail = mailTemplate('invitation', 'service', invitation);

export const staffMails = [invitationMail];

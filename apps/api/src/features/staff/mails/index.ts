// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { invitation } from './invitation.ts';

export const invitationMail = mailTemplate('invitation', invitation);

export const staffMails = [invitationMail];

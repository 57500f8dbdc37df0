// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { approvedByCode } from './approved-by-code.ts';

export const approvedByCodeMail = mailTemplate('approved-by-code', 'service', approvedByCode);

export const approvalsMails = [approvedByCodeMail];

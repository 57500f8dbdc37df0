// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { scheduledExport } from './scheduled-export.ts';

export const scheduledExportMail = mailTemplate('scheduled-export', 'service', scheduledExport);

export const exportsMails = [scheduledExportMail];

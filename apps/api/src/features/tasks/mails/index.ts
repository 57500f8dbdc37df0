// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { reportAnswered } from './report-answered.ts';

export const reportAnsweredMail = mailTemplate('report-answered', reportAnswered);

export const tasksMails = [reportAnsweredMail];

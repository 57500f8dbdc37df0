// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { reportAnswered } from './report-answered.ts';
import { stampAnswered } from './stamp-answered.ts';

export const reportAnsweredMail = mailTemplate('report-answered', 'service', reportAnswered);

export const stampAnsweredMail = mailTemplate('stamp-answered', 'service', stampAnswered);

export const tasksMails = [reportAnsweredMail, stampAnsweredMail];

// The mails that this feature writes. The law wants statements of reasons, so they are service.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { appealAnswered } from './appeal-answered.ts';
import { moderationDecision } from './moderation-decision.ts';
import { reportAnswered } from './report-answered.ts';
import { reportReceived } from './report-received.ts';

export const decisionMail = mailTemplate('moderation-decision', 'service', moderationDecision);
export const appealAnsweredMail = mailTemplate('moderation-appeal-answered', 'service', appealAnswered);
export const reportReceivedMail = mailTemplate('content-report-received', 'service', reportReceived);
export const reportAnsweredMail = mailTemplate('content-report-answered', 'service', reportAnswered);

export const moderationMails = [decisionMail, appealAnsweredMail, reportReceivedMail, reportAnsweredMail];

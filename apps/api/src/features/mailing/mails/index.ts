// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { mailTest } from './mail-test.ts';
import { pointsExpiring } from './points-expiring.ts';

export const pointsExpiringMail = mailTemplate('points-expiring', 'service', pointsExpiring);

export const mailTestMail = mailTemplate('mail-test', 'service', mailTest);

export const mailingMails = [pointsExpiringMail, mailTestMail];

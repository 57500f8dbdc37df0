// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { pointsExpiring } from './points-expiring.ts';

export const pointsExpiringMail = mailTemplate('points-expiring', pointsExpiring);

export const mailingMails = [pointsExpiringMail];

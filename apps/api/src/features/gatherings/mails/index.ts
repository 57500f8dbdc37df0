// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { gatheringTiding } from './gathering-tiding.ts';

/** What someone who comes has to know, and asked for by e-mail. */
export const gatheringMail = mailTemplate('gathering', 'service', gatheringTiding);

export const gatheringsMails = [gatheringMail];

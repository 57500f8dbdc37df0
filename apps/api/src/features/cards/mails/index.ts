// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { cardLost } from './card-lost.ts';

export const cardLostMail = mailTemplate('card-lost', 'service', cardLost);

export const cardsMails = [cardLostMail];

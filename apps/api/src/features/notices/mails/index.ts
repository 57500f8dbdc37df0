// The mails that this feature writes.
import { mailTemplate } from '../../../platform/mail/index.ts';
import { noticeDigest } from './notice-digest.ts';

export const noticeDigestMail = mailTemplate('notice-digest', 'marketing', noticeDigest);

export const noticesMails = [noticeDigestMail];

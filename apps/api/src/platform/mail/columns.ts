import type { Language, MessageClass, Permission } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'mails.language': Language;
  'mails.class': MessageClass;
  'mails.channel': 'email' | 'sms';
  'mails.state': 'queued' | 'sent' | 'failed' | 'not-permitted';
  'mail-about:permission': Permission | null;
  'mail-stopped:id': string;
  'mail-stopped:mail': string;
  'mail-stopped:template': string;
  'mail-stopped:class': MessageClass;
  'mail-stopped:reason': Permission['reason'];
  'mail-stopped:at': Date;
  'mail-kept:subject': string;
  'mail-kept:sent_at': Date;
  'mail-kept-by-id:subject': string;
  'mail-kept-by-id:sent_at': Date;
};

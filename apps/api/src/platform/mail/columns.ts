import type { Language, MessageClass, Permission } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'mails.language': Language;
  'mails.class': MessageClass;
  'mails.state': 'queued' | 'sent' | 'failed' | 'not-permitted';
  'mail-about:permission': Permission | null;
  'mail-not-permitted:permission': Permission;
  'mail-not-permitted:at': Date;
  'mail-kept:subject': string;
  'mail-kept:sent_at': Date;
  'mail-kept-by-id:subject': string;
  'mail-kept-by-id:sent_at': Date;
};

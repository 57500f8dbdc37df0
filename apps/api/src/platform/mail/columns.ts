import type { Language } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'mails.language': Language;
  'mail-kept:subject': string;
  'mail-kept:sent_at': Date;
  'mail-kept-by-id:subject': string;
  'mail-kept-by-id:sent_at': Date;
};

import type { NoticeKind } from '@regulars/contracts';
import type { NoticeParams } from './notice.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'notices.kind': NoticeKind;
  'notices.params': NoticeParams;
  'offer-notices-consenting:id': string;
  'notice_digests.every': 'day' | 'week';
  'notice_settings.kind': Exclude<NoticeKind, 'moderation'>;
};

import type { StoredReply } from './stored-reply.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'idempotency-open:stored': StoredReply | null;
};

import type { Suppression } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'suppressions.kind': Suppression['kind'];
  'suppressions.reason': Suppression['reason'];
  'suppressions.source': Suppression['source'];
  'suppression-add:isNew': boolean;
};

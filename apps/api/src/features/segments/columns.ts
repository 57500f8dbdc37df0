import type { Condition } from '@regulars/conditions';
import type { Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'segments.name': Texts;
  'segments.condition': Condition;
  'segments-next-members:id': string;
};

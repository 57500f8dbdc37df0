import type { Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, what is never null. */
export type Columns = {
  'rate_tables.name': Texts;
  'rate-rows:sku': string;
  'rate-rows:location': string;
  'rate-rows:rate': number;
  'rate-rows:position': number;
};

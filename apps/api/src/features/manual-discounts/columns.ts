import type { Actor } from '../../platform/actor.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'manual_discounts.actor_kind': Actor['kind'];
  'manual-discounts-by-reason:times': number;
  'manual-discounts-by-reason:amount': number;
  'manual-discounts-by-person:times': number;
  'manual-discounts-by-person:amount': number;
};

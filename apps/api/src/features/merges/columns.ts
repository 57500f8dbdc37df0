import type { DuplicateReason } from '@regulars/contracts';
import type { MovedPoints } from '../points/index.ts';
import type { KeptPeople } from './kept-people.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'duplicate_pairs.reasons': DuplicateReason[];
  'merges.people': KeptPeople;
  'merges.points': MovedPoints;
  'merge_moves.keys': readonly (readonly unknown[])[];
  'merge-purchases-since:id': string;
  'merge-cards-since:id': string;
};

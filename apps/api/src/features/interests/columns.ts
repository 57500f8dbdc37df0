import type { ObservedSource } from '@regulars/loyalty';

/** What columns hold beyond what PostgreSQL knows: words of texts. */
export type Columns = {
  'interest_signals.source': ObservedSource;
  'member-interests-list:memberName': string;
  'interest-refill-next:id': string;
};

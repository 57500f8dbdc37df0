import type { EventName, EventOrigin, LiveEvent } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'event_log.name': EventName;
  'event_log.origin': EventOrigin;
  'live-read:data': LiveEvent['data'];
  'event_failures.name': EventName;
  'event_failures.origin': EventOrigin;
};

import type { CollectedKind } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows: what is never null, and the kinds of texts. */
export type Columns = {
  'collected_events.kind': CollectedKind;
  'collect-day-figures:siteId': string;
  'collect-day-figures:day': string;
  'collect-day-figures:viewed': number;
  'collect-day-figures:searched': number;
  'collect-day-figures:added': number;
  'collect-day-figures:ofMembers': number;
  'collect-day-figures:dropped': number;
};

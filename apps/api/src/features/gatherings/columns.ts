import type { attendanceStates, Texts } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'attendances.state': (typeof attendanceStates)[number];
  'attendances.before': Exclude<(typeof attendanceStates)[number], 'came'>;
  'attendance-figures:id': string;
  'gathering-names:name': Name;
  'personal-attendances-told:gathering': Texts;
};

import type { ImportReason, ImportSettings, ProblemCode } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Name } from '../../platform/names.ts';
import type { FileLine, MadeItem, Outcome } from './import.ts';
import type { Refusal } from './refusals.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'imports.settings': ImportSettings;
  'imports.header': readonly string[];
  'imports.actor': Actor;
  'import-names:name': Name;
  'import_items.refusal': Refusal;
  'import_items.changes': NonNullable<Outcome['changes']>;
  'import_remarks.refusal': Refusal;
  'import-remarks-list:refusals': readonly Refusal[];
  'import_lines.cells': readonly string[];
  'import-items-waiting:lines': readonly FileLine[];
  'import-items-made:state': MadeItem['state'];
  'import-items-made:subject_id': string;
  'import-items-errors:code': ProblemCode;
  'import-items-errors:message': string;
  'import-lines-refused:code': ProblemCode;
  'import-lines-refused:message': string;
  'import-conflicts-from:state': MadeItem['state'];
  'import-conflicts-from:subject_id': string;
  'import-conflicts-fields:field': string;
  'import-items-kept:spent': number | null;
  'personal-import-lines-search:member': string;
  'personal-import-lines-search:importId': string;
  'personal-import-lines-search:key': string;
  'import-groups-note:kind': 'refused' | 'remark';
  'import-groups-list:kind': 'refused' | 'remark';
  'import-groups-list:code': ProblemCode;
  'import-groups-list:reason': ImportReason | null;
  'import-groups-list:examples': readonly { line: number; refusal: Refusal; message: string | null }[];
};

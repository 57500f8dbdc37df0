import type { BackTest, RuleContent } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';
import type { PersonRow, StoredFigures } from './back-test-rows.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'back_tests.content': RuleContent;
  'back_tests.figures': StoredFigures;
  'back_tests.state': BackTest['state'];
  'back-test-changed:name': string;
  'back-test-people:person': PersonRow | null;
  'earning_rule_versions.content': RuleContent;
  'earning-rule-names:name': Name;
};

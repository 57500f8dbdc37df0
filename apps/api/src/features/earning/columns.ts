import type { RuleContent } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'earning_rule_versions.content': RuleContent;
  'earning-rule-names:name': Name;
};

import type { Language, Role, Scope } from '@regulars/contracts';
import type { Name } from '../../platform/names.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'accounts.language': Language;
  'api_keys.scopes': (Scope | '*')[];
  'account-names:name': Name;
  'api-key-names:name': Name;
  'known-browser-find-by-email:email': string;
  'session-find:roles': Exclude<Role, 'member'>[];
  'stream-admission-sessions:roles': Role[];
};

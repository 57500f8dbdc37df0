/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'audit_entries.actor_kind': 'account' | 'api-key' | 'system';
};

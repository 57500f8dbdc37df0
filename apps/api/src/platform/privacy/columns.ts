/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'merge-rows:keys': readonly (readonly unknown[])[];
};

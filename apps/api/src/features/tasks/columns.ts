import type { TaskKind } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows. */
export type Columns = {
  'tasks.kind': TaskKind;
};

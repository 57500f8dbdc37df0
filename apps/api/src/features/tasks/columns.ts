import type { Task, TaskKind, Texts } from '@regulars/contracts';

/** What columns hold beyond what PostgreSQL knows. */
export type Columns = {
  'task-low-stocks:since': Date;
  'tasks.kind': TaskKind;
  'tasks.outcome': NonNullable<Task['outcome']>;
  'call-back-open:challenge_name': Texts | null;
  'task-report:challenge_name': Texts | null;
  'task-report-challenge:challenge_name': Texts | null;
  'task-own:challenge_name': Texts | null;
  'task-list-by-due:challenge_name': Texts | null;
  'task-list-newest:challenge_name': Texts | null;
  'task-lock:challenge_name': Texts | null;
  'task-assign:challenge_name': Texts | null;
  'task-finish:challenge_name': Texts | null;
  'task-reopen:challenge_name': Texts | null;
};

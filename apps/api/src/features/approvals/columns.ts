import type { ApprovalKind } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';

/** What columns hold beyond what PostgreSQL knows: shapes of JSON, words of texts, what is never null. */
export type Columns = {
  'approvals.kind': ApprovalKind;
  'approvals.payload': object;
  'approvals.asked_by': Actor;
};

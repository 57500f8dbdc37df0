import type { MemberBulk } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { CountedBulk } from './bulks.repository.ts';

export const showBulk = (row: CountedBulk): MemberBulk => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  progress: { done: row.changed + row.approvals + row.refused, total: row.total },
  counts: { changed: row.changed, refused: row.refused, waiting: row.approvals },
  approvalId: row.approval_id,
  decidedBy: row.decided_by,
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
});

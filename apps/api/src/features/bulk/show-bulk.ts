import type { MemberBulk, Texts } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { CountedBulk } from './bulks.repository.ts';

/** How many members have something of it that can be taken back: none of one that was taken back or takes back. */
export const undoableOf = ({ state, undoes, undone_by: undoneBy, counts }: CountedBulk): number =>
  state === 'done' && undoes === null && undoneBy === null ? counts.given : 0;

/** A dry run that nobody made real yet. */
export const isRunnable = (row: CountedBulk): boolean =>
  row.dry_run && row.state === 'done' && row.action !== null;

/** `name` of what it gives. */
export const showBulk = (row: CountedBulk, name: Texts): MemberBulk => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  progress: { done: row.counts.changed + row.counts.approvals + row.counts.refused, total: row.total },
  counts: {
    changed: row.counts.changed,
    refused: row.counts.refused,
    waiting: row.counts.approvals,
    missing: row.counts.missing,
  },
  reasons: (row.reasons ?? []).map(({ code, members }) => ({ code: code ?? 'unexpected', members })),
  dryRun: row.dry_run,
  runnable: isRunnable(row),
  points: row.points,
  gives: row.gives === null ? null : { id: row.gives, name },
  undoes: row.undoes,
  undoneBy: row.undone_by,
  undoable: undoableOf(row),
  approvalId: row.approval_id,
  decidedBy: row.decided_by,
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
});

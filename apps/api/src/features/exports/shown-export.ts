import type { Export } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { ExportRow } from './exports.repository.ts';

/** The audit entry of an export: what was exported and how much, without the data. */
export const noted = (action: string, { id, kind, format, total, done, filters }: ExportRow) => ({
  action,
  subject: { type: 'export', id },
  after: {
    kind,
    format,
    ...(total === null && done === 0 ? {} : { rows: total ?? done }),
    ...(filters && Object.keys(filters).length > 0 ? { filters: Object.keys(filters) } : {}),
  },
});

export const show = (row: ExportRow): Export => ({
  id: row.id,
  kind: row.kind,
  format: row.format,
  state: row.state,
  problem: row.problem,
  progress: { done: row.done, total: row.total },
  bytes: row.bytes,
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
  expiresAt: toInstant(row.expires_at),
});

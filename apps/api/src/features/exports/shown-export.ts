import type { Export } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { ExportRow } from './exports.repository.ts';

/** The audit entry of an export: how much was exported, without the data. */
export const noted = (action: string, { id, kind, format, total }: ExportRow) => ({
  action,
  subject: { type: 'export', id },
  after: { kind, format, rows: total },
});

export const show = (row: ExportRow): Export => ({
  id: row.id,
  kind: row.kind,
  format: row.format,
  state: row.state,
  progress: { done: row.done, total: row.total },
  bytes: row.bytes,
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
  expiresAt: toInstant(row.expires_at),
});

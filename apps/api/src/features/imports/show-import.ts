import type { Import, ImportError, listImports, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { ImportRecord } from './import.ts';
import type { ErrorRow } from './items.repository.ts';

type Row = ReplyOf<typeof listImports>['data'][number];

export const showRow = (record: ImportRecord): Row => ({
  id: record.id,
  kind: record.kind,
  state: record.state,
  fileName: record.file_name,
  dryRun: record.dry_run,
  lines: record.lines,
  progress: { done: record.done, total: record.total },
  counts: {
    created: record.created,
    matched: record.matched,
    duplicate: record.duplicate,
    refused: record.refused,
    conflicts: record.conflicts,
    kept: record.kept,
    leftOut: record.left_out,
    remarks: record.remarks,
  },
  problem: record.problem,
  by: record.actor.name,
  createdAt: toInstant(record.created_at),
  startedAt: record.started_at && toInstant(record.started_at),
  finishedAt: record.finished_at && toInstant(record.finished_at),
});

export const showImport = (
  record: ImportRecord,
  errors: readonly ErrorRow[],
  points: Import['points'],
): Import => ({
  ...showRow(record),
  settings: record.settings,
  points,
  errors: errors.map((row) => showError(row, record)),
});

export const showError = (
  { line, code, message, refusal }: ErrorRow,
  { settings: { mapping } }: Pick<ImportRecord, 'settings'>,
): ImportError => {
  const field = refusal?.field ?? null;
  const attribute = mapping.attributes.find(({ name }) => name === field);
  const [column] = [(field === null ? undefined : mapping.columns[field]) ?? attribute?.column ?? []].flat();
  return {
    line,
    code,
    reason: refusal?.reason ?? null,
    field,
    column: column ?? null,
    params: refusal?.params ?? {},
    message,
  };
};

/** A value in readable form. */
export const written = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

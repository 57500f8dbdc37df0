import type { Import, ImportError, ImportSettings, listImports, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { ImportRecord } from './import.ts';
import type { GroupRow } from './groups.repository.ts';
import type { Totals } from './import-totals.ts';
import { englishOf } from './refusals.ts';
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
  totals: Totals | null,
): Import => ({
  ...showRow(record),
  settings: record.settings,
  points: totals?.points ?? null,
  money: totals?.money ?? [],
  groups: (totals?.groups ?? []).map((group) => showGroup(group, record)),
  errors: errors.map((row) => showError(row, record)),
});

type Group = Import['groups'][number];

const showGroup = (
  { number, kind, code, reason, field, count, examples }: GroupRow,
  record: Pick<ImportRecord, 'settings'>,
): Group => ({
  number,
  kind,
  code,
  reason,
  field,
  column: columnOf(field, record),
  count,
  examples: examples.map(({ message, ...example }) =>
    showError({ ...example, code, message: message ?? englishOf(example.refusal) }, record),
  ),
});

const columnOf = (
  field: string | null,
  { settings: { mapping } }: { readonly settings: Pick<ImportSettings, 'mapping'> },
): string | null => {
  const attribute = mapping.attributes.find(({ name }) => name === field);
  const [column] = [(field === null ? undefined : mapping.columns[field]) ?? attribute?.column ?? []].flat();
  return column ?? null;
};

export const showError = (
  { line, code, message, refusal }: ErrorRow,
  record: { readonly settings: Pick<ImportSettings, 'mapping'> },
): ImportError => {
  const field = refusal?.field ?? null;
  return {
    line,
    code,
    reason: refusal?.reason ?? null,
    field,
    column: columnOf(field, record),
    params: refusal?.params ?? {},
    message,
  };
};

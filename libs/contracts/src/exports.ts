import { z } from 'zod';
import { endpoint, managers, type Scope } from './endpoint.ts';
import { id, instant, listOf, listQuery } from './values.ts';

export const exportKind = z.enum(['members', 'purchases', 'journal']);
export type ExportKind = z.infer<typeof exportKind>;
export const exportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof exportFormat>;

/** A spreadsheet is made in memory: more rows come as CSV only. */
export const mostSheetRows = 20_000;
/** Names of filters that a list may be under. Their values may be about persons. */
export const tableFilters = [
  ...['query', 'status', 'tier', 'location', 'member', 'from', 'to', 'anonymous', 'active'],
  ...['category', 'action', 'subject', 'actor', 'sort', 'days', 'receipt', 'keys', 'template'],
] as const;
/** Days after which the file of an export is deleted. */
export const exportDays = 7;

const exportJob = z
  .object({
    id,
    kind: exportKind,
    format: exportFormat,
    state: z
      .enum(['waiting', 'running', 'done', 'failed', 'expired'])
      .describe('`done` has a file until `expiresAt`'),
    progress: z.object({ done: z.int(), total: z.int() }).describe('rows'),
    bytes: z.int().nullable(),
    askedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    expiresAt: instant,
  })
  .meta({ id: 'Export' });
export type Export = z.infer<typeof exportJob>;

/** Every export names members. */
export const exportScopes = {
  members: ['members:read'],
  purchases: ['members:read', 'purchases:read'],
  journal: ['members:read', 'points:read'],
} as const satisfies Record<ExportKind, readonly Scope[]>;

const access = { roles: managers, scope: 'members:read', reach: 'location' } as const;
const params = z.object({ id });

export const startExport = endpoint({
  method: 'POST',
  path: '/exports',
  tag: 'Exports',
  summary: 'Write all members, purchases or rows of the journal into a file, as of one moment',
  access,
  status: 202,
  body: z.object({ kind: exportKind, format: exportFormat.default('csv') }),
  reply: exportJob,
});
export const exportedTable = z.enum([
  'members',
  'purchases',
  'products',
  'locations',
  'rewards',
  'rules',
  'tiers',
  'staff',
  'mails',
  'audit',
  'keys',
  'overview',
]);
export type ExportedTable = z.infer<typeof exportedTable>;
export const noteTableExport = endpoint({
  method: 'POST',
  path: '/table-exports',
  tag: 'Exports',
  summary: 'Write down that a table of the console leaves as a file; its rows come from the lists',
  access: { roles: managers, reach: 'anywhere' },
  status: 204,
  body: z.object({
    table: exportedTable,
    format: exportFormat,
    filters: z.array(z.enum(tableFilters)).max(20).default([]).describe('by which the rows were chosen'),
  }),
});
export const listExports = endpoint({
  method: 'GET',
  path: '/exports',
  tag: 'Exports',
  summary: 'Exports, newest first',
  access,
  query: listQuery,
  reply: listOf(exportJob),
});
export const getExport = endpoint({
  method: 'GET',
  path: '/exports/{id}',
  tag: 'Exports',
  summary: 'An export and its progress',
  access,
  params,
  reply: exportJob,
});
export const downloadExport = endpoint({
  method: 'GET',
  path: '/exports/{id}/file',
  tag: 'Exports',
  summary: 'The file of an export that is done: CSV, or an XLSX workbook',
  access,
  params,
  stream: 'application/octet-stream',
});

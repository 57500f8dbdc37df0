import { z } from 'zod';
import type { Scope } from '../endpoints/endpoint.ts';
import { tableFilters } from '../endpoints/exports.ts';
import { id, instant, listQuery, listOf } from './values.ts';

export const exportKind = z.enum(['members', 'purchases', 'journal']);

export type ExportKind = z.infer<typeof exportKind>;

export const exportFormat = z.enum(['csv', 'xlsx']);

export type ExportFormat = z.infer<typeof exportFormat>;

const exportJob = z
  .object({
    id,
    kind: exportKind,
    format: exportFormat,
    state: z
      .enum(['waiting', 'running', 'done', 'failed', 'expired'])
      .describe('a `done` export has a file until `expiresAt`'),
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

const params = z.object({ id });

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

/** Requests and replies of the endpoints, by name. */
export const exportsShapes = {
  startExport: {
    body: z.object({ kind: exportKind, format: exportFormat.default('csv') }),
    reply: exportJob,
  },
  noteTableExport: {
    body: z.object({
      table: exportedTable,
      format: exportFormat,
      filters: z.array(z.enum(tableFilters)).max(20).default([]).describe('filters of the exported rows'),
    }),
  },
  listExports: {
    query: listQuery,
    reply: listOf(exportJob),
  },
  getExport: {
    params,
    reply: exportJob,
  },
  downloadExport: {
    params,
  },
};

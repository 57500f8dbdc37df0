import { z } from 'zod';
import { personal } from './privacy.ts';
import { id, instant, language, listQuery, listOf } from './values.ts';

export const exportKind = z.enum([
  'members',
  'purchases',
  'purchase-lines',
  'journal',
  'products',
  'locations',
  'rewards',
  'coupons',
  'offers',
  'bulks',
  'budgets',
  'manual-discounts',
  'suppressions',
  'survey-answers',
  'scores',
  'rules',
  'tiers',
  'referrals',
  'staff',
  'mails',
  'audit',
  'keys',
  'overview',
]);

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
    problem: z
      .enum(['too-many-rows'])
      .nullable()
      .describe('why it failed; null if nobody knows; workbooks of earlier versions had a limit'),
    progress: z
      .object({ done: z.int(), total: z.int().nullable().describe('null until it is known') })
      .describe('rows'),
    bytes: z.int().nullable(),
    askedBy: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    expiresAt: instant,
  })
  .meta({ id: 'Export' });

export type Export = z.infer<typeof exportJob>;

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const exportsShapes = {
  startExport: {
    body: z.object({
      kind: exportKind,
      format: exportFormat.default('csv'),
      filters: z
        .record(z.string().max(40), personal(z.string().max(37_000)))
        .default({})
        .describe('the query of the list, such as `status` or `sort`; without it, all rows'),
      language: language
        .optional()
        .describe('language of headings and texts; without it, columns have the names of the API'),
      locale: language
        .optional()
        .describe(
          "writes headings, numbers, dates and the delimiter as readers of this language do, with the club's time; without it, a comma between cells, decimal points and RFC 3339",
        ),
    }),
    reply: exportJob,
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

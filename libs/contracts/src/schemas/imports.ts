import { z } from 'zod';
import { importKinds } from '../endpoints/imports.ts';
import { problemCodes } from '../problems.ts';
import { importReasons, reasonParams } from './import-reasons.ts';
import { language, currency, code, id, instant, listQuery, listOf } from './values.ts';

export const importKind = z.enum(importKinds);

const header = z.string().min(1).max(200);

const attribute = z.object({
  column: header,
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'small letters, digits and underscores, at most 40'),
  type: z.enum(['text', 'number', 'boolean']).default('text'),
});

export const importMapping = z
  .object({
    columns: z
      .record(z.string().max(40), z.union([header, z.array(header).min(1).max(10)]))
      .describe('field → column of the file; a discount or name may take several columns'),
    attributes: z.array(attribute).max(50).default([]).describe('further columns of members'),
  })
  .meta({ id: 'ImportMapping' });

export type ImportMapping = z.infer<typeof importMapping>;

export const importOptions = z
  .object({
    delimiter: z.enum([',', ';', '\t', '|']).optional().describe('guessed when absent'),
    encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).optional().describe('guessed when absent'),
    decimal: z.enum(['.', ',']).default('.'),
    dates: z.enum(['iso', 'day-first', 'month-first']).default('iso'),
    timeZone: z
      .string()
      .max(60)
      .refine(
        (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
        'an IANA time zone',
      )
      .optional()
      .describe("of times without an offset; the club's when absent"),
    conflicts: z
      .enum(['ask', 'keep', 'take'])
      .default('ask')
      .describe('where the file says something else than the club: ask, keep ours, take theirs'),
    language: language.optional().describe('of members without one'),
    points: z.enum(['earn', 'none']).default('earn').describe('past purchases earn by the rules, or nothing'),
    currency: currency.optional().describe('of all amounts'),
    location: code.optional().describe('of all purchases, where no column names it'),
    newLocations: z.boolean().default(false).describe('make locations that the club does not have yet'),
    unknownMembers: z.enum(['refuse', 'anonymous']).default('refuse'),
  })
  .meta({ id: 'ImportOptions' });

export type ImportOptions = z.infer<typeof importOptions>;

export const importSettings = z.object({
  kind: importKind,
  mapping: importMapping,
  options: importOptions.prefault({}),
  dryRun: z.boolean().default(false),
});

export type ImportSettings = z.infer<typeof importSettings>;

export const importState = z.enum([
  'waiting',
  'running',
  'checked',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
]);

export type ImportState = z.infer<typeof importState>;

export const importError = z
  .object({
    line: z.int().describe('of the file, from 1'),
    code: z.enum(problemCodes),
    reason: z.enum(importReasons).nullable().describe('what exactly; null where the code says it'),
    field: z.string().nullable().describe('what the column is mapped to; null where it is the whole line'),
    column: z.string().nullable().describe('its name in the file'),
    params: reasonParams.describe('what stood there, a limit, another line'),
    message: z.string().describe('the same in English'),
  })
  .meta({ id: 'ImportError' });

export type ImportError = z.infer<typeof importError>;

const progress = z.object({ done: z.int(), total: z.int() });

export const importRow = z
  .object({
    id,
    kind: importKind,
    state: importState,
    fileName: z.string(),
    dryRun: z.boolean(),
    lines: z.int().describe('of the file, without its header'),
    progress: progress.describe('members, products or purchases; while it is undone, of what it made'),
    counts: z.object({
      created: z.int(),
      matched: z.int().describe('members and products that were there'),
      duplicate: z.int().describe('receipts that counted already'),
      refused: z.int(),
      conflicts: z.int().describe('wait for a decision'),
      kept: z.int().describe('not undone, because something happened with them since'),
    }),
    problem: z.string().nullable().describe('why it failed'),
    by: z.string(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportRow' });

export const importDetail = importRow
  .extend({ settings: importSettings, errors: z.array(importError).describe('the first ones') })
  .meta({ id: 'Import' });

export type Import = z.infer<typeof importDetail>;

const params = z.object({ id });

export const importPreviewSettings = z.object({
  kind: importKind,
  delimiter: importOptions.shape.delimiter,
  encoding: importOptions.shape.encoding,
  partial: z.boolean().default(false).describe('only the beginning of the file is sent'),
});

/** What the endpoints take and answer, by their names. */
export const importsShapes = {
  startImport: {
    form: importSettings,
    reply: importDetail,
  },
  previewImport: {
    form: importPreviewSettings,
    reply: z
      .object({
        delimiter: z.enum([',', ';', '\t', '|']),
        encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())).describe('the first ones'),
        mapping: importMapping.describe('guessed'),
        options: importOptions.pick({ dates: true, decimal: true }).describe('guessed by the first rows'),
      })
      .meta({ id: 'ImportPreview' }),
  },
  listImports: {
    query: listQuery,
    reply: listOf(importRow),
  },
  getImport: {
    params,
    reply: importDetail,
  },
  beginImport: {
    params,
    reply: importDetail,
  },
  cancelImport: {
    params,
    reply: importDetail,
  },
  undoImport: {
    params,
    reply: importDetail,
  },
  importErrors: {
    params,
  },
};

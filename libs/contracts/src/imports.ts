import { z } from 'zod';
import { endpoint, managers, type Scope } from './endpoint.ts';
import { importReasons, reasonParams } from './import-reasons.ts';
import { problemCodes } from './problem.ts';
import { code, currency, id, instant, language, listOf, listQuery } from './values.ts';

export const importKind = z.enum(['members', 'products', 'purchases']);
export type ImportKind = z.infer<typeof importKind>;

/** What an import of a kind does, and what its lines let out, is what these scopes of a key are for. */
export const importScopes = {
  members: { read: 'members:read', write: 'members:write' },
  products: { read: 'club:read', write: 'club:write' },
  purchases: { read: 'purchases:read', write: 'purchases:write' },
} as const satisfies Record<ImportKind, { readonly read: Scope; readonly write: Scope }>;

const scopesTo = (deed: 'read' | 'write'): readonly Scope[] =>
  importKind.options.map((kind) => importScopes[kind][deed]);
export const importReading = { roles: managers, anyScope: scopesTo('read'), reach: 'location' } as const;
export const importWriting = { roles: managers, anyScope: scopesTo('write'), reach: 'location' } as const;

/** What a column may be, by kind. The first ones are looked for first when the columns are guessed. */
export const importFields = {
  members: [
    'externalId',
    'card',
    'email',
    'phone',
    'firstName',
    'lastName',
    'language',
    'birthday',
    'joinedAt',
    'joinedLocation',
    'newsletter',
  ],
  products: ['sku', 'name', 'category', 'brand', 'kind', 'price', 'taxRate'],
  purchases: [
    'receipt',
    'location',
    'purchasedAt',
    'externalId',
    'card',
    'email',
    'phone',
    'sku',
    'name',
    'category',
    'brand',
    'kind',
    'quantity',
    'amount',
    'unitPrice',
    'discount',
    'taxRate',
    'till',
  ],
} as const satisfies Record<ImportKind, readonly string[]>;

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

const access = importWriting;
const reading = importReading;
const params = z.object({ id });

export const startImport = endpoint({
  method: 'POST',
  path: '/imports',
  tag: 'Imports',
  summary:
    'Import members, products or purchases from CSV (also .gz): the part `settings`, then the part `file`; the scope by kind',
  access,
  status: 202,
  form: importSettings,
  reply: importDetail,
});
export const importPreviewSettings = z.object({
  kind: importKind,
  delimiter: importOptions.shape.delimiter,
  encoding: importOptions.shape.encoding,
  partial: z.boolean().default(false).describe('only the beginning of the file is sent'),
});
export const previewImport = endpoint({
  method: 'POST',
  path: '/imports/preview',
  tag: 'Imports',
  summary:
    'First rows of a file, its guessed form and columns: the part `settings`, then `file` or its beginning',
  access,
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
});
export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  tag: 'Imports',
  summary: 'Imports, newest first',
  access: reading,
  query: listQuery,
  reply: listOf(importRow),
});
export const getImport = endpoint({
  method: 'GET',
  path: '/imports/{id}',
  tag: 'Imports',
  summary: 'An import with its progress and first errors',
  access: reading,
  params,
  reply: importDetail,
});
export const beginImport = endpoint({
  method: 'POST',
  path: '/imports/{id}/start',
  tag: 'Imports',
  summary: 'Import what a dry run has checked',
  access,
  status: 202,
  params,
  reply: importDetail,
});
export const cancelImport = endpoint({
  method: 'POST',
  path: '/imports/{id}/cancel',
  tag: 'Imports',
  summary: 'Stop; what is imported stays until it is undone',
  access,
  status: 202,
  params,
  reply: importDetail,
});
export const undoImport = endpoint({
  method: 'POST',
  path: '/imports/{id}/undo',
  tag: 'Imports',
  summary: 'Take back what the import made; points that were spent become debt',
  access,
  status: 202,
  params,
  reply: importDetail,
});
export const importErrors = endpoint({
  method: 'GET',
  path: '/imports/{id}/errors',
  tag: 'Imports',
  summary: 'The refused lines with their reasons, as CSV',
  access: reading,
  params,
  stream: 'text/csv',
});

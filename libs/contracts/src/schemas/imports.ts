import { z } from 'zod';
import { importKinds } from '../endpoints/imports.ts';
import { problemCodes } from '../problems.ts';
import { importReasons, reasonParams } from './import-reasons.ts';
import { country } from './places.ts';
import { personal } from './privacy.ts';
import { language, currency, code, id, instant, listQuery, listOf, prose, sortedBy } from './values.ts';

export const importKind = z.enum(importKinds);

const header = z.string().min(1).max(200);

const attribute = z.object({
  column: header,
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and underscores, at most 40'),
  type: z.enum(['text', 'number', 'boolean']).default('text'),
});

export const importMapping = z
  .object({
    columns: z
      .record(z.string().max(40), z.union([header, z.array(header).min(1).max(10)]))
      .describe('field → column in the file; a discount or name can use several columns'),
    attributes: z.array(attribute).max(50).default([]).describe('more columns for members'),
  })
  .meta({ id: 'ImportMapping' });

export type ImportMapping = z.infer<typeof importMapping>;

const encoding = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'cp850',
  'cp852',
  'mac-ce',
]);

/** What a file is, by its first bytes. */
const importFormat = z.enum(['csv', 'xlsx', 'vcard']);

export type ImportFormat = z.infer<typeof importFormat>;

/** Systems whose files are recognised by their columns; `regulars` are our own exports. */
const importSystem = z.enum([
  'regulars',
  'shopify',
  'woocommerce',
  'square',
  'google',
  'outlook',
  'mailchimp',
  'odoo',
  'lightspeed',
]);

export type ImportSystem = z.infer<typeof importSystem>;

const sheet = z.string().min(1).max(100);

const dates = z.enum(['iso', 'day-first', 'month-first']);

/** What the lines of an order of a status are. */
const statusMeaning = z.enum(['count', 'leave-out', 'return']);

export type StatusMeaning = z.infer<typeof statusMeaning>;

export const importOptions = z
  .object({
    delimiter: z.enum([',', ';', '\t', '|']).optional().describe('guessed when absent'),
    encoding: encoding
      .optional()
      .describe('guessed when absent; required if the file can be read in several'),
    headerRow: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .describe('row with the column names, the first one when absent; rows before it are skipped'),
    fillShort: z.boolean().default(false).describe('lines with too few cells end with empty ones'),
    names: z
      .enum(['split', 'whole'])
      .default('split')
      .describe('a column with whole names gives first and last name by a guess, or the first name'),
    sharedEmail: z
      .enum(['ask', 'second', 'same', 'skip'])
      .default('ask')
      .describe('what to do with someone whose e-mail another person has'),
    country: country.optional().describe("of phone numbers without one; the club's when absent"),
    decimal: z.enum(['.', ',']).default('.'),
    dates: dates
      .default('iso')
      .describe('the order of dates in figures; others are read in any order, with `iso` only others'),
    dateOrders: z
      .record(z.string().max(40), dates)
      .optional()
      .describe('field → order, where it differs from `dates`'),
    timeZone: z
      .string()
      .max(60)
      .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'IANA time zone')
      .optional()
      .describe("for times without an offset; defaults to the club's time zone"),
    conflicts: z
      .enum(['ask', 'keep', 'take'])
      .default('ask')
      .describe("what to do with conflicts: ask, keep the club's value or take the file's"),
    language: language.optional().describe('for members without a language'),
    points: z
      .enum(['earn', 'none'])
      .default('earn')
      .describe('past purchases earn points by the rules, or none'),
    currency: currency.optional().describe('currency of all amounts'),
    location: code.optional().describe('location of all purchases, if no column has it'),
    newLocations: z.boolean().default(false).describe('create missing locations'),
    unknownMembers: z.enum(['refuse', 'anonymous']).default('refuse'),
    statuses: z
      .record(z.string().max(60), statusMeaning)
      .optional()
      .describe('status in the file → what its lines are; usual words are known, others must be here'),
    lastWins: z
      .boolean()
      .default(false)
      .describe('the last line of a product counts where lines say different things; else it is refused'),
    sumLine: z
      .enum(['leave-out', 'keep'])
      .optional()
      .describe('what a last line is that looks like a sum; it is refused when absent'),
    reason: personal(prose(200))
      .optional()
      .describe('of points without a reason of their own; members see it'),
    again: z.boolean().default(false).describe('book points of a file that was imported before once more'),
    sheet: sheet.optional().describe('of a workbook; the first one when absent'),
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
    line: z.int().describe('line number in the file, from 1'),
    code: z.enum(problemCodes),
    reason: z.enum(importReasons).nullable().describe('the exact reason; null if the code says it all'),
    field: z.string().nullable().describe('field that the column is mapped to; null for the whole line'),
    column: z.string().nullable().describe('column name in the file'),
    params: reasonParams.describe('details such as the value, a limit or another line'),
    message: z.string().describe('the same as an English sentence'),
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
    lines: z.int().describe('lines in the file, without the header'),
    progress: progress.describe(
      'members, products or purchases; during an undo, those that the import created',
    ),
    counts: z.object({
      created: z.int(),
      matched: z.int().describe('members and products that already existed'),
      duplicate: z.int().describe('receipts that had already been counted'),
      refused: z.int(),
      conflicts: z.int().describe('conflicts to resolve'),
      kept: z.int().describe('not undone, because they changed since'),
      leftOut: z.int().describe('lines left out by their status, or as a sum'),
      remarks: z.int().describe('cells left out of lines that came in'),
    }),
    problem: z.string().nullable().describe('reason for the failure'),
    by: z.string(),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportRow' });

const importedPoints = z.object({
  bookings: z.int(),
  plus: z.int(),
  minus: z.int().describe('deducted points, as a positive number'),
  expiring: z
    .array(z.object({ year: z.int().nullable().describe('null: never'), points: z.int() }))
    .describe('added points by the year of their expiry'),
});

const importMoney = z
  .object({
    currency,
    file: z.int().describe('all lines that can be read; goods that came back are negative'),
    gross: z.int().describe('booked as purchases'),
    returned: z.int().describe('taken back of purchases; in a dry run, what the file takes back'),
    listed: z.int().describe('in remarks: goods that came back without a purchase, and other prices'),
    refused: z.int(),
    duplicate: z.int().describe('of receipts that had already been counted'),
    agrees: z.boolean().describe('file = gross - returned + listed + refused + duplicate'),
  })
  .meta({ id: 'ImportMoney' });

const importGroup = z
  .object({
    number: z.int(),
    kind: z.enum(['refused', 'remark']),
    code: z.enum(problemCodes),
    reason: z.enum(importReasons).nullable(),
    field: z.string().nullable(),
    column: z.string().nullable(),
    count: z.int().describe('exact, also if fewer lines are kept'),
    examples: z.array(importError),
  })
  .meta({ id: 'ImportGroup' });

export const importDetail = importRow
  .extend({
    settings: importSettings,
    points: importedPoints.nullable().describe('what the file adds or deducts; null if it has no points'),
    money: z.array(importMoney).describe('of purchases, by currency, in minor units'),
    groups: z
      .array(importGroup)
      .describe('refused items and remarks by reason; of each reason up to 10,000 lines are kept'),
    errors: z.array(importError).describe('the first errors'),
  })
  .meta({ id: 'Import' });

export type Import = z.infer<typeof importDetail>;

const params = z.object({ id });

export const importPreviewSettings = z.object({
  kind: importKind,
  delimiter: importOptions.shape.delimiter,
  encoding: importOptions.shape.encoding,
  headerRow: importOptions.shape.headerRow,
  sheet: importOptions.shape.sheet,
  partial: z.boolean().default(false).describe('only the start of the file was sent'),
  mapping: importMapping.optional().describe('for `read`; guessed when absent'),
  options: importOptions.optional().describe('for `read`; guessed when absent'),
});

export type ImportPreviewSettings = z.infer<typeof importPreviewSettings>;

/** Requests and replies of the endpoints, by name. */
export const importsShapes = {
  startImport: {
    form: importSettings,
    reply: importDetail,
  },
  previewImport: {
    form: importPreviewSettings,
    reply: z
      .object({
        format: importFormat,
        sheets: z.array(z.string()).describe('of a workbook; choose one if there are several'),
        sheet: z.string().nullable().describe('the one that was read; null if it is not a workbook'),
        hiddenRows: z.int().describe('rows of the sheet that a spreadsheet hides; they come in too'),
        errorCells: z.int().describe('formulas without a value, such as #N/A; they count as empty'),
        preset: z
          .object({ system: importSystem, kind: importKind })
          .nullable()
          .describe('the system that writes such files; its columns are mapped if the kind is the same'),
        delimiter: z.enum([',', ';', '\t', '|']),
        encoding,
        encodings: z
          .array(z.object({ encoding, sample: z.array(z.string()).describe('cells as they read in it') }))
          .describe('the likely encodings, the likeliest first; ask if there are several'),
        headerRow: z.int().describe('row with the column names'),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())).describe('the first errors'),
        mapping: importMapping.describe('guessed'),
        read: z
          .array(
            z.object({
              line: z.int(),
              fields: z.record(z.string(), z.string()).describe('field or attribute → text as it is read'),
              remarks: z.array(importError).describe('cells that cannot be read'),
            }),
          )
          .describe('the first twenty rows as they will come in, each alone'),
        unused: z.array(z.string()).describe('columns with values that the mapping leaves out'),
        dateColumns: z
          .array(z.object({ column: z.string(), order: dates.nullable(), sample: z.array(z.string()) }))
          .describe('columns with dates; ask for the order if it is null, because both fit'),
        statusColumns: z
          .array(
            z.object({
              column: z.string(),
              values: z.array(
                z.object({ value: z.string(), count: z.int(), meaning: statusMeaning.nullable() }),
              ),
            }),
          )
          .describe('columns of purchases that may hold statuses; ask for a meaning that is null'),
        sumLine: z
          .array(z.string())
          .nullable()
          .describe('the last line if it looks like a sum: ask what it is; null if only the start was sent'),
        options: importOptions
          .pick({ location: true, dates: true, dateOrders: true, decimal: true, statuses: true })
          .describe('guessed from the first rows'),
      })
      .meta({ id: 'ImportPreview' }),
  },
  listImports: {
    query: listQuery.extend(
      sortedBy('created', 'file', 'kind', 'state', 'by', 'added', 'found', 'refused', 'conflicts'),
    ),
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

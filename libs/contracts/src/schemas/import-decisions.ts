import { z } from 'zod';
import { importError, importDetail, importKind, importMapping, importOptions } from './imports.ts';
import { name } from './names.ts';
import { id, listQuery, listOf } from './values.ts';

const params = z.object({ id });

const refusedLine = z
  .object({
    line: z.int(),
    cells: z.array(z.string()).describe('cells in the order of the header'),
    error: importError.describe('reasons for this line, or for another line of the same item'),
  })
  .meta({ id: 'RefusedLine' });

export type RefusedLine = z.infer<typeof refusedLine>;

const keptItem = z
  .object({
    line: z.int(),
    subjectId: id.nullable().describe('the member or product; null if the member was erased'),
    member: z.string().nullable(),
    spent: z
      .int()
      .nullable()
      .describe('points that were spent before the undo; null if it is something else'),
  })
  .meta({ id: 'KeptImportItem' });

const remarkedLine = z
  .object({
    line: z.int(),
    cells: z.array(z.string()).describe('cells in the order of the header'),
    remarks: z.array(importError).describe('what was left out of the line, and why'),
  })
  .meta({ id: 'RemarkedLine' });

export type RemarkedLine = z.infer<typeof remarkedLine>;

const conflict = z
  .object({
    item: z.int(),
    line: z.int(),
    key: z.string(),
    subjectId: id,
    fields: z.array(z.object({ field: z.string(), ours: z.string().nullable(), theirs: z.string() })),
    person: z
      .object({
        externalId: z.string().nullable(),
        card: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
      })
      .nullable()
      .describe('someone with the e-mail of the subject; null if only fields differ'),
  })
  .meta({ id: 'ImportConflict' });

const conflictField = z.string().min(1).max(60).describe('only conflicts in this field');

const savedMapping = z
  .object({ id, name: z.string(), kind: importKind, mapping: importMapping, options: importOptions })
  .meta({ id: 'SavedImportMapping' });

export type SavedImportMapping = z.infer<typeof savedMapping>;

/** Requests and replies of the endpoints, by name. */
export const importDecisionsShapes = {
  listRefusedLines: {
    params,
    query: listQuery.extend({
      group: z.coerce
        .number()
        .int()
        .min(1)
        .max(100_000)
        .optional()
        .describe('only of this group of the import'),
    }),
    reply: listOf(refusedLine).extend({
      header: z.array(z.string()),
      delimiter: importOptions.shape.delimiter.unwrap().describe('between the cells of the file'),
    }),
  },
  listKeptItems: {
    params,
    query: listQuery,
    reply: listOf(keptItem),
  },
  listImportRemarks: {
    params,
    query: listQuery,
    reply: listOf(remarkedLine).extend({
      header: z.array(z.string()),
      delimiter: importOptions.shape.delimiter.unwrap().describe('between the cells of the file'),
    }),
  },
  listImportConflicts: {
    params,
    query: listQuery.extend({ field: conflictField.optional() }),
    reply: listOf(conflict).extend({
      fields: z
        .array(z.object({ field: z.string(), count: z.int() }))
        .describe('open conflicts per field, over all pages'),
    }),
  },
  decideImportConflicts: {
    params,
    body: z.object({
      decision: z
        .enum(['keep', 'take', 'second', 'same', 'skip'])
        .describe(
          'for fields: keep or take; for someone with the e-mail of a member: `second` person without e-mail, `same` person, or skip',
        ),
      items: z.array(z.int()).min(1).max(200).optional(),
      field: conflictField.optional(),
    }),
    reply: importDetail,
  },
  listImportMappings: {
    reply: listOf(savedMapping),
  },
  saveImportMapping: {
    body: z.object({
      name: name(80),
      kind: importKind,
      mapping: importMapping,
      options: importOptions.prefault({}),
    }),
    reply: savedMapping,
  },
  renameImportMapping: {
    params,
    body: z.object({ name: name(80) }),
    reply: savedMapping,
  },
  deleteImportMapping: {
    params,
  },
};

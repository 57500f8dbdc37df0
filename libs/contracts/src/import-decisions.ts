import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  importDetail,
  importError,
  importKind,
  importMapping,
  importOptions,
  importReading,
  importWriting,
} from './imports.ts';
import { id, listOf, listQuery, text } from './values.ts';

const access = importWriting;
const reading = importReading;
const params = z.object({ id });

const refusedLine = z
  .object({
    line: z.int(),
    cells: z.array(z.string()).describe('in the order of the header'),
    error: importError.describe('of this line, or of another one that the whole item was refused for'),
  })
  .meta({ id: 'RefusedLine' });
export type RefusedLine = z.infer<typeof refusedLine>;
export const listRefusedLines = endpoint({
  method: 'GET',
  path: '/imports/{id}/refused-lines',
  tag: 'Imports',
  summary: 'The refused lines with their cells and reasons, in the order of the file',
  access: reading,
  params,
  query: listQuery,
  reply: listOf(refusedLine).extend({ header: z.array(z.string()) }),
});

const conflict = z
  .object({
    item: z.int(),
    line: z.int(),
    key: z.string(),
    subjectId: id,
    fields: z.array(z.object({ field: z.string(), ours: z.string().nullable(), theirs: z.string() })),
  })
  .meta({ id: 'ImportConflict' });
const conflictField = z.string().min(1).max(60).describe('only conflicts in this field');
export const listImportConflicts = endpoint({
  method: 'GET',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary: 'Where the file says something else than the club',
  access: reading,
  params,
  query: listQuery.extend({ field: conflictField.optional() }),
  reply: listOf(conflict).extend({
    fields: z
      .array(z.object({ field: z.string(), count: z.int() }))
      .describe('how many conflicts wait in each field, of all pages'),
  }),
});
export const decideImportConflicts = endpoint({
  method: 'POST',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary: 'Keep ours or take theirs, for some conflicts or all, in one field or in all of them',
  access,
  params,
  body: z.object({
    decision: z.enum(['keep', 'take']),
    items: z.array(z.int()).min(1).max(200).optional(),
    field: conflictField.optional(),
  }),
  reply: importDetail,
});

const savedMapping = z
  .object({ id, name: z.string(), kind: importKind, mapping: importMapping, options: importOptions })
  .meta({ id: 'SavedImportMapping' });
export type SavedImportMapping = z.infer<typeof savedMapping>;
export const listImportMappings = endpoint({
  method: 'GET',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'Saved mappings, by name',
  access: reading,
  reply: listOf(savedMapping),
});
export const saveImportMapping = endpoint({
  method: 'POST',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'Save a mapping; one of the same name is replaced',
  access,
  status: 201,
  body: z.object({
    name: text(80),
    kind: importKind,
    mapping: importMapping,
    options: importOptions.prefault({}),
  }),
  reply: savedMapping,
});
export const renameImportMapping = endpoint({
  method: 'PATCH',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Give a saved mapping another name',
  access,
  params,
  body: z.object({ name: text(80) }),
  reply: savedMapping,
});
export const deleteImportMapping = endpoint({
  method: 'DELETE',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Delete a saved mapping; imports that used it stay as they are',
  access,
  status: 204,
  params,
});

import { endpoint } from './endpoint.ts';
import { importWriting, importReading } from './imports.ts';

const access = importWriting;

const reading = importReading;

export const listRefusedLines = endpoint('listRefusedLines', {
  method: 'GET',
  path: '/imports/{id}/refused-lines',
  tag: 'Imports',
  summary: 'List refused lines with their cells and reasons, in file order',
  access: reading,
});

export const listKeptItems = endpoint('listKeptItems', {
  method: 'GET',
  path: '/imports/{id}/kept',
  tag: 'Imports',
  summary: 'List what an undo had to leave, in file order: points that are spent, and what changed since',
  access: reading,
});

export const listImportRemarks = endpoint('listImportRemarks', {
  method: 'GET',
  path: '/imports/{id}/remarks',
  tag: 'Imports',
  summary: 'List lines that came in without some of their cells, in file order',
  access: reading,
});

export const listImportConflicts = endpoint('listImportConflicts', {
  method: 'GET',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary: 'List conflicts between the file and the club',
  access: reading,
});

export const decideImportConflicts = endpoint('decideImportConflicts', {
  method: 'POST',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary:
    "Resolve conflicts: keep the club's value or take the file's, for some conflicts, one field or all",
  access,
  wallet: 'none',
});

export const listImportMappings = endpoint('listImportMappings', {
  method: 'GET',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'List saved mappings by name',
  access: reading,
});

export const saveImportMapping = endpoint('saveImportMapping', {
  method: 'POST',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'Save a mapping; replaces a mapping with the same name',
  access,
  status: 201,
  wallet: 'none',
});

export const renameImportMapping = endpoint('renameImportMapping', {
  method: 'PATCH',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Rename a saved mapping',
  access,
  wallet: 'none',
});

export const deleteImportMapping = endpoint('deleteImportMapping', {
  method: 'DELETE',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Delete a saved mapping; imports that used it do not change',
  access,
  status: 204,
  wallet: 'none',
});

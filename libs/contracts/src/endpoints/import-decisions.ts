import { endpoint } from './endpoint.ts';
import { importWriting, importReading } from './imports.ts';

const access = importWriting;

const reading = importReading;

export const listRefusedLines = endpoint('listRefusedLines', {
  method: 'GET',
  path: '/imports/{id}/refused-lines',
  tag: 'Imports',
  summary: 'The refused lines with their cells and reasons, in the order of the file',
  access: reading,
});

export const listImportConflicts = endpoint('listImportConflicts', {
  method: 'GET',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary: 'Where the file says something else than the club',
  access: reading,
});

export const decideImportConflicts = endpoint('decideImportConflicts', {
  method: 'POST',
  path: '/imports/{id}/conflicts',
  tag: 'Imports',
  summary: 'Keep ours or take theirs, for some conflicts or all, in one field or in all of them',
  access,
});

export const listImportMappings = endpoint('listImportMappings', {
  method: 'GET',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'Saved mappings, by name',
  access: reading,
});

export const saveImportMapping = endpoint('saveImportMapping', {
  method: 'POST',
  path: '/import-mappings',
  tag: 'Imports',
  summary: 'Save a mapping; one of the same name is replaced',
  access,
  status: 201,
});

export const renameImportMapping = endpoint('renameImportMapping', {
  method: 'PATCH',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Give a saved mapping another name',
  access,
});

export const deleteImportMapping = endpoint('deleteImportMapping', {
  method: 'DELETE',
  path: '/import-mappings/{id}',
  tag: 'Imports',
  summary: 'Delete a saved mapping; imports that used it stay as they are',
  access,
  status: 204,
});

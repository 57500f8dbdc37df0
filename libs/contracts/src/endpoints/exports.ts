import { managers, endpoint } from './endpoint.ts';

/** Spreadsheets are built in memory, so more rows come as CSV only. */
export const mostSheetRows = 20_000;

/** Names of possible list filters. Their values may be personal data. */
export const tableFilters = [
  ...['query', 'status', 'tier', 'location', 'member', 'from', 'to', 'anonymous', 'active'],
  ...['category', 'action', 'subject', 'actor', 'sort', 'days', 'receipt', 'keys', 'template'],
] as const;

/** Days until an export file is deleted. */
export const exportDays = 7;

const access = { roles: managers, scope: 'members:read', reach: 'location' } as const;

export const startExport = endpoint('startExport', {
  method: 'POST',
  path: '/exports',
  tag: 'Exports',
  summary: 'Export all members, purchases or journal rows to a file, as of one moment',
  access,
  status: 202,
  wallet: 'none',
});

export const noteTableExport = endpoint('noteTableExport', {
  method: 'POST',
  path: '/table-exports',
  tag: 'Exports',
  summary: 'Record that a console table was exported; the rows come from the list endpoints',
  access: { roles: managers, reach: 'anywhere' },
  status: 204,
  wallet: 'none',
});

export const listExports = endpoint('listExports', {
  method: 'GET',
  path: '/exports',
  tag: 'Exports',
  summary: 'List exports, newest first',
  access,
});

export const getExport = endpoint('getExport', {
  method: 'GET',
  path: '/exports/{id}',
  tag: 'Exports',
  summary: 'Get an export and its progress',
  access,
});

export const downloadExport = endpoint('downloadExport', {
  method: 'GET',
  path: '/exports/{id}/file',
  tag: 'Exports',
  summary: 'Download the file of a finished export: CSV or XLSX',
  access,
  stream: 'application/octet-stream',
});

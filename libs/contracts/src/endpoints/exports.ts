import { managers, endpoint } from './endpoint.ts';

/** Days until an export file is deleted. */
export const exportDays = 7;

/** A key needs the scopes of the list that it exports. */
const access = {
  roles: managers,
  anyScope: ['members:read', 'purchases:read', 'points:read', 'club:read', 'rewards:read', 'audit:read'],
  reach: 'location',
} as const;

export const startExport = endpoint('startExport', {
  method: 'POST',
  path: '/exports',
  tag: 'Exports',
  summary: 'Export a list to a file as of one moment, with its filters and the rights of the caller',
  access,
  status: 202,
  wallet: 'none',
});

export const listExports = endpoint('listExports', {
  method: 'GET',
  path: '/exports',
  tag: 'Exports',
  summary: 'List my exports, newest first',
  access,
});

export const getExport = endpoint('getExport', {
  method: 'GET',
  path: '/exports/{id}',
  tag: 'Exports',
  summary: 'Get an export of mine and its progress',
  access,
});

export const downloadExport = endpoint('downloadExport', {
  method: 'GET',
  path: '/exports/{id}/file',
  tag: 'Exports',
  summary: 'Download the file of a finished export of mine: CSV or XLSX',
  access,
  stream: 'application/octet-stream',
});

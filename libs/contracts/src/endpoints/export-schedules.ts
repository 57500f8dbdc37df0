import { endpoint, managers } from './endpoint.ts';

/** Schedules for one segment. */
export const mostExportSchedules = 10;
/** Days for which a file of a schedule may be kept. */
export const mostKeptDays = 30;

const access = { roles: managers, reach: 'club' } as const;

export const listExportSchedules = endpoint('listExportSchedules', {
  method: 'GET',
  path: '/export-schedules',
  tag: 'Exports',
  summary: 'List the exports that are made each day or week, those that come next first',
  access,
});

export const createExportSchedule = endpoint('createExportSchedule', {
  method: 'POST',
  path: '/export-schedules',
  tag: 'Exports',
  summary:
    'Export the members of a segment at five in the morning, each day or each Monday. The files are among my exports, and an e-mail tells me of each',
  access,
  status: 201,
  wallet: 'none',
});

export const updateExportSchedule = endpoint('updateExportSchedule', {
  method: 'PATCH',
  path: '/export-schedules/{id}',
  tag: 'Exports',
  summary: 'Change how often an export is made, its format, or how long its files are kept',
  access,
  wallet: 'none',
});

export const removeExportSchedule = endpoint('removeExportSchedule', {
  method: 'DELETE',
  path: '/export-schedules/{id}',
  tag: 'Exports',
  summary: 'Stop an export on schedule; its files stay as long as they would',
  access,
  status: 204,
  wallet: 'none',
});

// Owns exports: large tables as files below DATA_DIR, created by a job.
// Promises: a file shows one moment, is complete or does not exist, and is deleted after seven days; the audit log
// records each.
// Publishes no events.
// In the database: exports, export_schedules.
export { ExportsModule } from './exports.module.ts';
export { RunExportSchedulesJob } from './run-export-schedules.job.ts';
export { SweepExportsJob } from './sweep-exports.job.ts';

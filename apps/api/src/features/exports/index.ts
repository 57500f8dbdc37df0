// Owns exports: large tables as files under DATA_DIR, made by a job.
// Promises: a file shows one moment, is whole or not there, and is deleted after seven days; each is in the audit log.
// Publishes no events.
// In the database: exports.
export { ExportsModule } from './exports.module.ts';
export { SweepExportsJob } from './sweep-exports.job.ts';

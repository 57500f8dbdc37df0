// Owns the reading of the audit log; every feature writes it through the platform.
// Promises: entries come as they were written, newest first, with the names of today; every call that changes something
//   is in `deeds`: with its kind of entry, or why it has none.
// Publishes no events.
export { AuditModule } from './audit.module.ts';
export { deeds, type Deed } from './deeds.ts';

// Owns the reading of the audit log; every feature writes it through the platform.
// Promises: entries come as they were written, newest first.
// Publishes no events.
export { AuditModule } from './audit.module.ts';

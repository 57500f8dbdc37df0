// Owns reading the audit log; every feature writes it through the platform.
// Promises: entries stay as written and come newest first with current names; every changing call is in `auditCoverage`,
// with its kind of entry or the reason why it has none.
// Publishes no events.
export { AuditModule } from './audit.module.ts';
export type { AuditCoverage } from './coverage-kinds.ts';
export { auditCoverage } from './coverage.ts';

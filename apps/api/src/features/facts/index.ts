// Owns member_facts, one row per member, and the registry of fact sources (ADR 113).
// Promises: a row is at most a second late and equals its sources; it serves lists, segments and SQL, never an
// award, a limit or a checkout. Lists and conditions join it by `member_id`; only this feature writes it.
// Publishes nothing.
// In the database: member_facts, member_facts_rebuild, due_facts, note_due_facts(), note_due_writings().
// For the SQL of others: home_location(), note_due_facts(), note_due_writings().
export { assertAudience, audienceFaults } from './audience-faults.ts';
export type { AudienceMoment } from './audiences.repository.ts';
export { Audiences } from './audiences.ts';
export { conditionSchema } from './condition-schema.ts';
export { FactCoverage } from './fact-coverage.ts';
export type { FactSource } from './fact-source.ts';
export { FactSources } from './fact-sources.ts';
export { memberFactsSchema, storedFactColumns } from './facts.repository.ts';
export { FactsModule } from './facts.module.ts';
export { MemberFacts } from './member-facts.ts';
export { RebuildMemberFactsJob } from './rebuild-member-facts.job.ts';

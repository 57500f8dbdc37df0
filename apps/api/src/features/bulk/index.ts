// Owns changes of many members at once.
// Promises: a job changes each member exactly once or says why not, also across a kill; points that exceed the limit of
// approvals together wait for a second person. A change is taken back as a whole, once, by another one (ADR 67).
// A dry run does the same and leaves nothing behind.
// Publishes no events.
// In the database: member_bulks, member_bulk_items.
export { BulkModule } from './bulk.module.ts';
export { ListedMembers } from './listed-members.ts';
export { RunMemberBulksJob } from './run-member-bulks.job.ts';

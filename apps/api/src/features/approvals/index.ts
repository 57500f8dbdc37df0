// Owns what waits for a second person, its limits and the recovery codes.
// Promises: a deed is done exactly once, in the transaction of its approval, never by who asked for it alone.
// Publishes `approval.asked`, `approval.approved`, `approval.refused`, `approval.withdrawn`.
// In the database: approvals, approval_codes.
export { ApprovalKinds, type ApprovalKindOf, type Approving } from './approval-kinds.ts';
export { Approvals } from './approvals.ts';
export { ApprovalsModule } from './approvals.module.ts';

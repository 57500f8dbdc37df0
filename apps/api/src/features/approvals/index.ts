// Owns approvals, their limits and the recovery codes.
// Promises: a change is made exactly once, in the transaction of its approval, and never approved by its requester
// without a recovery code.
// Publishes `approval.asked`, `approval.approved`, `approval.refused`, `approval.withdrawn`.
// In the database: approvals, approval_codes.
export { ApprovalKinds, type ApprovalKindOf, type Approving, type Declining } from './approval-kinds.ts';
export { Approvals } from './approvals.ts';
export { Decisions } from './decisions.ts';
export { ApprovalsModule } from './approvals.module.ts';

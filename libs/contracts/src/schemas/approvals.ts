import { z } from 'zod';
import { approvalStates } from '../endpoints/approvals.ts';
import { secret } from './privacy.ts';
import { largestPoints, id, instant, listQuery, listOf, reason } from './values.ts';

export const approvalLimits = z
  .object({
    points: z
      .int()
      .min(1)
      .max(largestPoints)
      .nullable()
      .describe(
        'adjustments above it wait for a second person, also those that one person makes of several within a day; null: none wait',
      ),
  })
  .meta({ id: 'ApprovalLimits' });

export type ApprovalLimits = z.infer<typeof approvalLimits>;

/** What is asked for, by its kind. */
export const approvalDeed = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('points-adjustment'),
    memberId: id,
    memberName: z.string(),
    points: z.int(),
    reason: z.string(),
    limit: z.int().describe('of points, when it was asked for'),
  }),
  z.object({ kind: z.literal('approval-limits'), before: approvalLimits, after: approvalLimits }),
]);

export type ApprovalDeed = z.infer<typeof approvalDeed>;

export const approval = z
  .object({
    id,
    state: z.enum(approvalStates),
    deed: approvalDeed,
    askedBy: z.object({
      kind: z.enum(['account', 'api-key', 'system']),
      id: id.nullable(),
      name: z.string(),
    }),
    askedAt: instant,
    own: z.boolean().describe('the caller asked for it, by themselves or by a key that they made'),
    decidedBy: z.object({ id, name: z.string() }).nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable().describe('why it was refused'),
    withCode: z.boolean().describe('approved by a recovery code of who asked'),
    transactionId: id.nullable().describe('the posting of an approved adjustment'),
  })
  .meta({ id: 'Approval' });

export type Approval = z.infer<typeof approval>;

const params = z.object({ id });

export const approvalSettings = z
  .object({
    limits: approvalLimits,
    others: z.int().describe('how many people besides the caller may approve'),
    codes: z.object({ left: z.int(), madeAt: instant.nullable() }).describe('recovery codes of the caller'),
  })
  .meta({ id: 'ApprovalSettings' });

export type ApprovalSettings = z.infer<typeof approvalSettings>;

/** What the endpoints take and answer, by their names. */
export const approvalsShapes = {
  listApprovals: {
    query: listQuery.extend({
      state: z.enum(approvalStates).optional(),
      member: id.optional(),
      include: z.enum(['total']).optional(),
    }),
    reply: listOf(approval),
  },
  getApproval: {
    params,
    reply: approval,
  },
  approveApproval: {
    params,
    body: z.object({ code: z.string().trim().min(1).max(64).optional().describe('a recovery code') }),
    reply: approval,
  },
  refuseApproval: {
    params,
    body: z.object({ reason }),
    reply: approval,
  },
  withdrawApproval: {
    params,
    reply: approval,
  },
  getApprovalSettings: {
    reply: approvalSettings,
  },
  changeApprovalLimits: {
    body: approvalLimits,
    reply: approvalSettings,
    waits: approval,
  },
  makeApprovalCodes: {
    body: z.object({ password: secret(z.string().min(1).max(200)).describe('the own one') }),
    reply: z.object({ codes: z.array(z.string()) }).meta({ id: 'ApprovalCodes' }),
  },
};

import { z } from 'zod';
import { endpoint, managers, type Scope } from './endpoint.ts';
import { secret } from './privacy.ts';
import { id, instant, largestPoints, listOf, listQuery, reason } from './values.ts';

/** What may need a second person. */
export const approvalKinds = ['points-adjustment', 'approval-limits'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** What a key needs to see an approval of the kind, and to take its own request back. Only people decide. */
export const approvalScopes = {
  'points-adjustment': { read: 'points:read', write: 'points:write' },
  'approval-limits': { read: 'club:read', write: 'club:write' },
} as const satisfies Record<ApprovalKind, { readonly read: Scope; readonly write: Scope }>;

const scopesTo = (deed: 'read' | 'write'): readonly Scope[] =>
  approvalKinds.map((kind) => approvalScopes[kind][deed]);

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

export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const;
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
const reading = { roles: managers, anyScope: scopesTo('read'), reach: 'location' } as const;
/** People who see the whole club. */
const deciding = { roles: managers, reach: 'club' } as const;

export const listApprovals = endpoint({
  method: 'GET',
  path: '/approvals',
  tag: 'Approvals',
  summary: 'What waits for a second person, and what was decided, newest first',
  access: reading,
  query: listQuery.extend({
    state: z.enum(approvalStates).optional(),
    member: id.optional(),
    include: z.enum(['total']).optional(),
  }),
  reply: listOf(approval),
});
export const getApproval = endpoint({
  method: 'GET',
  path: '/approvals/{id}',
  tag: 'Approvals',
  summary: 'One approval',
  access: reading,
  params,
  reply: approval,
});
export const approveApproval = endpoint({
  method: 'POST',
  path: '/approvals/{id}/approve',
  tag: 'Approvals',
  summary: 'Approve, and do it at once; never by who asked, but for a recovery code where nobody else may',
  access: deciding,
  params,
  body: z.object({ code: z.string().trim().min(1).max(64).optional().describe('a recovery code') }),
  reply: approval,
});
export const refuseApproval = endpoint({
  method: 'POST',
  path: '/approvals/{id}/refuse',
  tag: 'Approvals',
  summary: 'Refuse, with a reason',
  access: deciding,
  params,
  body: z.object({ reason }),
  reply: approval,
});
export const withdrawApproval = endpoint({
  method: 'POST',
  path: '/approvals/{id}/withdraw',
  tag: 'Approvals',
  summary: 'Take the own request back',
  access: { roles: managers, anyScope: scopesTo('write'), reach: 'location' },
  params,
  reply: approval,
});

export const approvalSettings = z
  .object({
    limits: approvalLimits,
    others: z.int().describe('how many people besides the caller may approve'),
    codes: z.object({ left: z.int(), madeAt: instant.nullable() }).describe('recovery codes of the caller'),
  })
  .meta({ id: 'ApprovalSettings' });
export type ApprovalSettings = z.infer<typeof approvalSettings>;
export const getApprovalSettings = endpoint({
  method: 'GET',
  path: '/approval-settings',
  tag: 'Approvals',
  summary: 'From which limits on a second person is needed, and who there is',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
  reply: approvalSettings,
});
export const changeApprovalLimits = {
  ...endpoint({
    method: 'PUT',
    path: '/approval-settings/limits',
    tag: 'Approvals',
    summary: 'Set the limits; to raise or lift one that holds needs a second person itself',
    access: deciding,
    body: approvalLimits,
    reply: approvalSettings,
  }),
  waits: approval,
};
export const makeApprovalCodes = endpoint({
  method: 'POST',
  path: '/approval-settings/codes',
  tag: 'Approvals',
  summary: 'Ten new recovery codes in place of the old ones; shown this once',
  access: deciding,
  status: 201,
  body: z.object({ password: secret(z.string().min(1).max(200)).describe('the own one') }),
  reply: z.object({ codes: z.array(z.string()) }).meta({ id: 'ApprovalCodes' }),
});

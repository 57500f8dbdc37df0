import { type Scope, managers, endpoint } from './endpoint.ts';

/** Changes that may need a second person. */
export const approvalKinds = [
  'points-adjustment',
  'bulk-adjustment',
  'rule-publication',
  'approval-limits',
] as const;

export type ApprovalKind = (typeof approvalKinds)[number];

/** The scope a key needs to see an approval of this kind and withdraw its own request. Only people decide. */
export const approvalScopes = {
  'points-adjustment': { read: 'points:read', write: 'points:write' },
  'bulk-adjustment': { read: 'points:read', write: 'points:write' },
  'rule-publication': { read: 'club:read', write: 'club:write' },
  'approval-limits': { read: 'club:read', write: 'club:write' },
} as const satisfies Record<ApprovalKind, { readonly read: Scope; readonly write: Scope }>;

const scopesTo = (access: 'read' | 'write'): readonly Scope[] =>
  approvalKinds.map((kind) => approvalScopes[kind][access]);

export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const;

const reading = { roles: managers, anyScope: scopesTo('read'), reach: 'location' } as const;

/** People with access to the whole club. */
const deciding = { roles: managers, reach: 'club' } as const;

export const listApprovals = endpoint('listApprovals', {
  method: 'GET',
  path: '/approvals',
  tag: 'Approvals',
  summary: 'List approvals, pending and decided, newest first',
  access: reading,
});

export const getApproval = endpoint('getApproval', {
  method: 'GET',
  path: '/approvals/{id}',
  tag: 'Approvals',
  summary: 'Get an approval',
  access: reading,
});

export const approveApproval = endpoint('approveApproval', {
  method: 'POST',
  path: '/approvals/{id}/approve',
  tag: 'Approvals',
  summary:
    'Approve a request and perform it at once; requesters cannot approve their own request, except with a recovery code if nobody else can',
  access: deciding,
  wallet: 'approval',
});

export const refuseApproval = endpoint('refuseApproval', {
  method: 'POST',
  path: '/approvals/{id}/refuse',
  tag: 'Approvals',
  summary: 'Refuse a request, with a reason',
  access: deciding,
  wallet: 'approval',
});

export const withdrawApproval = endpoint('withdrawApproval', {
  method: 'POST',
  path: '/approvals/{id}/withdraw',
  tag: 'Approvals',
  summary: 'Withdraw my own request',
  access: { roles: managers, anyScope: scopesTo('write'), reach: 'location' },
  wallet: 'approval',
});

export const getApprovalSettings = endpoint('getApprovalSettings', {
  method: 'GET',
  path: '/approval-settings',
  tag: 'Approvals',
  summary: 'Get the approval limits and who can approve',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const changeApprovalLimits = endpoint('changeApprovalLimits', {
  method: 'PUT',
  path: '/approval-settings/limits',
  tag: 'Approvals',
  summary: 'Set the approval limits; raising or removing a limit needs a second person',
  access: deciding,
  wallet: 'none',
});

export const makeApprovalCodes = endpoint('makeApprovalCodes', {
  method: 'POST',
  path: '/approval-settings/codes',
  tag: 'Approvals',
  summary: 'Replace my recovery codes with ten new ones; they are shown only once',
  access: deciding,
  status: 201,
  wallet: 'none',
});

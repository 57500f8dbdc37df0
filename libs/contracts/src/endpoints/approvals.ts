import { type Scope, managers, endpoint } from './endpoint.ts';

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

export const approvalStates = ['waiting', 'approved', 'refused', 'withdrawn'] as const;

const reading = { roles: managers, anyScope: scopesTo('read'), reach: 'location' } as const;

/** People who see the whole club. */
const deciding = { roles: managers, reach: 'club' } as const;

export const listApprovals = endpoint('listApprovals', {
  method: 'GET',
  path: '/approvals',
  tag: 'Approvals',
  summary: 'What waits for a second person, and what was decided, newest first',
  access: reading,
});

export const getApproval = endpoint('getApproval', {
  method: 'GET',
  path: '/approvals/{id}',
  tag: 'Approvals',
  summary: 'One approval',
  access: reading,
});

export const approveApproval = endpoint('approveApproval', {
  method: 'POST',
  path: '/approvals/{id}/approve',
  tag: 'Approvals',
  summary: 'Approve, and do it at once; never by who asked, but for a recovery code where nobody else may',
  access: deciding,
});

export const refuseApproval = endpoint('refuseApproval', {
  method: 'POST',
  path: '/approvals/{id}/refuse',
  tag: 'Approvals',
  summary: 'Refuse, with a reason',
  access: deciding,
});

export const withdrawApproval = endpoint('withdrawApproval', {
  method: 'POST',
  path: '/approvals/{id}/withdraw',
  tag: 'Approvals',
  summary: 'Take the own request back',
  access: { roles: managers, anyScope: scopesTo('write'), reach: 'location' },
});

export const getApprovalSettings = endpoint('getApprovalSettings', {
  method: 'GET',
  path: '/approval-settings',
  tag: 'Approvals',
  summary: 'From which limits on a second person is needed, and who there is',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const changeApprovalLimits = endpoint('changeApprovalLimits', {
  method: 'PUT',
  path: '/approval-settings/limits',
  tag: 'Approvals',
  summary: 'Set the limits; to raise or lift one that holds needs a second person itself',
  access: deciding,
});

export const makeApprovalCodes = endpoint('makeApprovalCodes', {
  method: 'POST',
  path: '/approval-settings/codes',
  tag: 'Approvals',
  summary: 'Ten new recovery codes in place of the old ones; shown this once',
  access: deciding,
  status: 201,
});

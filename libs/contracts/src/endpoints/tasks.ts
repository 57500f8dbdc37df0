import { endpoint, managers, staff } from './endpoint.ts';

/** What a task can be about. Each kind belongs to a feature. */
export const taskKinds = [
  'receipt-wrong',
  'stamp-missing',
  'budget-nearly-used',
  'budget-used-up',
  'shared-budget-nearly-used',
  'shared-budget-used-up',
  'referral-review',
  'referral-return-undone',
  'voucher-kept',
  'discount-budget-nearly-used',
  'discount-budget-used-up',
  'code-used-twice',
  'reward-stock-low',
  'survey-call-back',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Members reported these. They read the answer. */
const reported: readonly TaskKind[] = ['receipt-wrong', 'stamp-missing'];
export const isReported = (kind: TaskKind): boolean => reported.includes(kind);

/** How a task to call a member back ended. */
export const callBackOutcomes = ['called', 'no-contact'] as const;

export const taskStates = ['open', 'reopened', 'done'] as const;

/** One report may have. */
export const longestReport = 1000;

export const reportPurchase = endpoint('reportPurchase', {
  method: 'POST',
  path: '/purchases/{id}/reports',
  tag: 'Tasks',
  summary: 'Report that something about my own purchase is wrong; another report adds to the same task',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  wallet: 'none',
});

export const reportChallenge = endpoint('reportChallenge', {
  method: 'POST',
  path: '/challenges/{id}/reports',
  tag: 'Tasks',
  summary: 'Report that something is missing in my challenge; another report adds to the same task',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  wallet: 'none',
});

export const listOwnTasks = endpoint('listOwnTasks', {
  method: 'GET',
  path: '/me/tasks',
  tag: 'Tasks',
  summary: 'List what I reported and how it was answered, newest first',
  access: { roles: ['member'], reach: 'own' },
});

export const listTasks = endpoint('listTasks', {
  method: 'GET',
  path: '/tasks',
  tag: 'Tasks',
  summary: 'List tasks, the most urgent first',
  access: { roles: staff, scope: 'members:read', reach: 'location' },
});

export const assignTask = endpoint('assignTask', {
  method: 'POST',
  path: '/tasks/{id}/assign',
  tag: 'Tasks',
  summary: 'Assign a task to a person of the team, or to nobody',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  wallet: 'none',
});

export const finishTask = endpoint('finishTask', {
  method: 'POST',
  path: '/tasks/{id}/done',
  tag: 'Tasks',
  summary: 'Finish a task with a note, which a member who reported it can read',
  access: { roles: staff, scope: 'members:write', reach: 'location' },
  wallet: 'none',
});

export const reopenTask = endpoint('reopenTask', {
  method: 'POST',
  path: '/tasks/{id}/reopen',
  tag: 'Tasks',
  summary: 'Open a finished task again; has no effect on an open one',
  access: { roles: staff, scope: 'members:write', reach: 'location' },
  wallet: 'none',
});

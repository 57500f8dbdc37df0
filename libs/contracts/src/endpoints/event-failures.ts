import { managers, endpoint } from './endpoint.ts';

export const eventFailureStates = ['retrying', 'waiting', 'dead', 'done', 'discarded'] as const;

export const listEventFailures = endpoint('listEventFailures', {
  method: 'GET',
  path: '/event-failures',
  tag: 'Administration',
  summary: 'List failed events, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

export const replayEventFailure = endpoint('replayEventFailure', {
  method: 'POST',
  path: '/event-failures/{id}/replay',
  tag: 'Administration',
  summary: 'Retry a failed event now; events of the same member that wait for it follow in order',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const discardEventFailure = endpoint('discardEventFailure', {
  method: 'POST',
  path: '/event-failures/{id}/discard',
  tag: 'Administration',
  summary: 'Discard a failed event, with a reason; events of the same member that wait for it continue',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const listEventConsumers = endpoint('listEventConsumers', {
  method: 'GET',
  path: '/event-consumers',
  tag: 'Administration',
  summary: 'List event consumers and their progress',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

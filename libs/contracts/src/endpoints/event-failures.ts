import { managers, endpoint } from './endpoint.ts';

export const eventFailureStates = ['retrying', 'waiting', 'dead', 'done', 'discarded'] as const;

export const listEventFailures = endpoint('listEventFailures', {
  method: 'GET',
  path: '/event-failures',
  tag: 'Administration',
  summary: 'Events that a part of the system could not take, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

export const replayEventFailure = endpoint('replayEventFailure', {
  method: 'POST',
  path: '/event-failures/{id}/replay',
  tag: 'Administration',
  summary: 'Try an event again now; those of the same member that wait behind it follow in their order',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const discardEventFailure = endpoint('discardEventFailure', {
  method: 'POST',
  path: '/event-failures/{id}/discard',
  tag: 'Administration',
  summary: 'Give an event up, with a reason; those of the same member that wait behind it go on',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const listEventConsumers = endpoint('listEventConsumers', {
  method: 'GET',
  path: '/event-consumers',
  tag: 'Administration',
  summary: 'Parts of the system that follow events, and how far they are',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
});

import { endpoint, managers, staff } from './endpoint.ts';

/** Days. */
export const longestEventAge = 366;
/** In one call. */
export const mostEventsAtOnce = 500;

export const listCustomEventTypes = endpoint('listCustomEventTypes', {
  method: 'GET',
  path: '/custom-event-types',
  tag: 'Custom events',
  summary: 'List the types of custom events, by code',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const createCustomEventType = endpoint('createCustomEventType', {
  method: 'POST',
  path: '/custom-event-types',
  tag: 'Custom events',
  summary: 'Add a type of custom events',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getCustomEventType = endpoint('getCustomEventType', {
  method: 'GET',
  path: '/custom-event-types/{id}',
  tag: 'Custom events',
  summary: 'Get a type of custom events',
  access: { roles: staff, scope: 'club:read', reach: 'anywhere' },
});

export const updateCustomEventType = endpoint('updateCustomEventType', {
  method: 'PATCH',
  path: '/custom-event-types/{id}',
  tag: 'Custom events',
  summary: 'Update a type of custom events; its code stays',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const recordCustomEvent = endpoint('recordCustomEvent', {
  method: 'POST',
  path: '/custom-events',
  tag: 'Custom events',
  summary: 'Post a custom event; the same type and eventId count once',
  access: { roles: managers, scope: 'events:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'named',
});

export const recordCustomEvents = endpoint('recordCustomEvents', {
  method: 'POST',
  path: '/custom-events/bulk',
  tag: 'Custom events',
  summary:
    'Post many custom events at once; the reply has the outcome of each. Each event counts once, even if it is sent again',
  access: { roles: managers, scope: 'events:write', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const cancelCustomEvent = endpoint('cancelCustomEvent', {
  method: 'POST',
  path: '/custom-events/{id}/cancel',
  tag: 'Custom events',
  summary: 'Cancel a custom event and take its points back',
  access: { roles: managers, scope: 'events:write', reach: 'location' },
  status: 200,
  idempotent: true,
  wallet: 'custom-event',
});

export const getCustomEvent = endpoint('getCustomEvent', {
  method: 'GET',
  path: '/custom-events/{id}',
  tag: 'Custom events',
  summary: 'Get a custom event with what each rule gave',
  access: { roles: staff, scope: 'events:read', reach: 'location' },
});

export const listCustomEvents = endpoint('listCustomEvents', {
  method: 'GET',
  path: '/custom-events',
  tag: 'Custom events',
  summary: 'List custom events, the last booked first',
  access: { roles: staff, scope: 'events:read', reach: 'location' },
});

import { eventReading } from '../events/scopes.ts';
import { endpoint, managers } from './endpoint.ts';

export const ownEvents = endpoint('ownEvents', {
  method: 'GET',
  path: '/me/events',
  tag: 'Live',
  summary: 'My events as they happen (server-sent events)',
  access: { roles: ['member'], reach: 'own' },
  stream: 'text/event-stream',
});

export const clubEvents = endpoint('clubEvents', {
  method: 'GET',
  path: '/events',
  tag: 'Live',
  summary: 'Events of the club as they happen (server-sent events); a key hears those of its scopes',
  access: { roles: managers, anyScope: eventReading, reach: 'location' },
  stream: 'text/event-stream',
});

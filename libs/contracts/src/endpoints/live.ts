import { eventReading } from '../events/scopes.ts';
import { endpoint, managers } from './endpoint.ts';

export const ownEvents = endpoint('ownEvents', {
  method: 'GET',
  path: '/me/events',
  tag: 'Live',
  summary: 'Stream my events (server-sent events)',
  access: { roles: ['member'], reach: 'own' },
  stream: 'text/event-stream',
});

export const clubEvents = endpoint('clubEvents', {
  method: 'GET',
  path: '/events',
  tag: 'Live',
  summary: "Stream the club's events (server-sent events); an API key gets the events of its scopes",
  access: { roles: managers, anyScope: eventReading, reach: 'location' },
  stream: 'text/event-stream',
});

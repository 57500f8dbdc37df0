import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { eventNames, eventReading } from './events/index.ts';

/** One server-sent event. `data` is small and never another member's; the page loads what it needs. */
export const liveEvent = z
  .object({
    id: z.string(),
    name: z.enum(eventNames),
    at: z.string(),
    memberId: z.string().nullable(),
    data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;
export const ownEvents = endpoint({
  method: 'GET',
  path: '/me/events',
  tag: 'Live',
  summary: 'My events as they happen (server-sent events)',
  access: { roles: ['member'], reach: 'own' },
  stream: 'text/event-stream',
});
export const clubEvents = endpoint({
  method: 'GET',
  path: '/events',
  tag: 'Live',
  summary: 'Events of the club as they happen (server-sent events); a key hears those of its scopes',
  access: { roles: managers, anyScope: eventReading, reach: 'location' },
  stream: 'text/event-stream',
});

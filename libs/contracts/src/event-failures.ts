import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';
import { eventNames } from './events/index.ts';
import { id, instant, listOf, listQuery, reason } from './values.ts';

export const eventFailureStates = ['retrying', 'waiting', 'dead', 'done', 'discarded'] as const;

export const eventFailure = z
  .object({
    id,
    consumer: z.string().describe('who could not take the event'),
    event: z.object({
      number: z.int(),
      name: z.enum(eventNames),
      at: instant,
      origin: z.enum(['live', 'import', 'demo']),
      memberId: id.nullable(),
      data: z.record(z.string(), z.unknown()),
    }),
    state: z
      .enum(eventFailureStates)
      .describe(
        'retrying: tried again at `nextTryAt`; waiting: behind an earlier event of the same member; dead: all tries failed',
      ),
    attempts: z.int(),
    nextTryAt: instant.nullable(),
    error: z.string().nullable().describe('of the last try'),
    parkedAt: instant,
    settledAt: instant.nullable(),
    reason: z.string().nullable().describe('why it was discarded'),
  })
  .meta({ id: 'EventFailure' });
export type EventFailure = z.infer<typeof eventFailure>;

export const listEventFailures = endpoint({
  method: 'GET',
  path: '/event-failures',
  tag: 'Administration',
  summary: 'Events that a part of the system could not take, newest first',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
  query: listQuery.extend({
    consumer: z.string().max(80).optional(),
    state: z.enum(eventFailureStates).optional(),
  }),
  reply: listOf(eventFailure),
});
export const replayEventFailure = endpoint({
  method: 'POST',
  path: '/event-failures/{id}/replay',
  tag: 'Administration',
  summary: 'Try an event again now; those of the same member that wait behind it follow in their order',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  params: z.object({ id }),
  reply: eventFailure,
});
export const discardEventFailure = endpoint({
  method: 'POST',
  path: '/event-failures/{id}/discard',
  tag: 'Administration',
  summary: 'Give an event up, with a reason; those of the same member that wait behind it go on',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  params: z.object({ id }),
  body: z.object({ reason }),
  reply: eventFailure,
});

export const eventConsumer = z
  .object({
    name: z.string(),
    cursor: z.int().describe('number of the last event that is behind it'),
    behind: z.int().describe('events that it has not looked at yet'),
    waitingSince: instant.nullable().describe('when the first of them was recorded'),
    workedAt: instant.nullable(),
    failures: z.object({ retrying: z.int(), waiting: z.int(), dead: z.int() }),
  })
  .meta({ id: 'EventConsumer' });
export type EventConsumer = z.infer<typeof eventConsumer>;
export const listEventConsumers = endpoint({
  method: 'GET',
  path: '/event-consumers',
  tag: 'Administration',
  summary: 'Parts of the system that follow events, and how far they are',
  access: { roles: managers, scope: 'audit:read', reach: 'club' },
  reply: z.object({ data: z.array(eventConsumer) }),
});

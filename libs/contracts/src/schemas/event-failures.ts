import { z } from 'zod';
import { eventFailureStates } from '../endpoints/event-failures.ts';
import { eventNames } from '../events/index.ts';
import { id, instant, listQuery, listOf, sortedBy, reason } from './values.ts';

export const eventFailure = z
  .object({
    id,
    consumer: z.string().describe('consumer that failed'),
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
        'retrying: next try at `nextTryAt`; waiting: for an earlier event of the same member; dead: all tries failed',
      ),
    attempts: z.int(),
    nextTryAt: instant.nullable(),
    error: z.string().nullable().describe('error of the last try'),
    parkedAt: instant,
    settledAt: instant.nullable(),
    reason: z.string().nullable().describe('reason for discarding it'),
  })
  .meta({ id: 'EventFailure' });

export type EventFailure = z.infer<typeof eventFailure>;

export const eventConsumer = z
  .object({
    name: z.string(),
    cursor: z.int().describe('number of the last event it has processed'),
    behind: z.int().describe('events it has not processed yet'),
    waitingSince: instant.nullable().describe('when the first of them was recorded'),
    workedAt: instant.nullable(),
    failures: z.object({ retrying: z.int(), waiting: z.int(), dead: z.int() }),
  })
  .meta({ id: 'EventConsumer' });

export type EventConsumer = z.infer<typeof eventConsumer>;

/** Requests and replies of the endpoints, by name. */
export const eventFailuresShapes = {
  listEventFailures: {
    query: listQuery.extend({
      ...sortedBy('parked', 'event', 'consumer', 'state'),
      consumer: z.string().max(80).optional(),
      state: z.enum(eventFailureStates).optional(),
    }),
    reply: listOf(eventFailure),
  },
  replayEventFailure: {
    params: z.object({ id }),
    reply: eventFailure,
  },
  discardEventFailure: {
    params: z.object({ id }),
    body: z.object({ reason }),
    reply: eventFailure,
  },
  listEventConsumers: {
    reply: z.object({ data: z.array(eventConsumer) }),
  },
};

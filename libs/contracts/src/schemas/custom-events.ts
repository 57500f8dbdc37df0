import { z } from 'zod';
import { longestEventAge, mostEventsAtOnce } from '../endpoints/custom-events.ts';
import { problemCodes } from '../problems.ts';
import { detailName } from './event-details.ts';
import { balance, explanationLine } from './points.ts';
import { personal } from './privacy.ts';
import { memberReference } from './purchases.ts';
import { names } from './names.ts';
import { code, flag, id, instant, listOf, listQuery, patchOf, reason, text, texts } from './values.ts';

const detailKind = z.enum(['text', 'number', 'flag', 'choice', 'date']);

const field = z.object({
  name: detailName,
  label: names(60).optional().describe('how people read it; without one, they read `name`'),
  kind: detailKind,
  required: z.boolean().default(false),
  choices: z.array(text(60)).max(50).default([]).describe('the allowed values of a choice'),
});

export type EventField = z.infer<typeof field>;

const content = z.object({
  code,
  name: names(80),
  fields: z.array(field).max(20).default([]),
  mostDaysAgo: z
    .int()
    .min(0)
    .max(longestEventAge)
    .default(30)
    .describe('how many days an event may lie back; 0 for the last 24 hours'),
  cancellable: z.boolean().default(true),
  active: z.boolean().default(true).describe('whether new events are accepted'),
});

export const customEventType = z
  .object({
    id,
    version: z.int(),
    code: z.string(),
    name: texts(80),
    fields: z.array(field),
    mostDaysAgo: z.int(),
    cancellable: z.boolean(),
    active: z.boolean(),
  })
  .meta({ id: 'CustomEventType' });

export type CustomEventType = z.infer<typeof customEventType>;

const largestDetail = 1_000_000_000;
const detail = z.union([z.string().max(200), z.number().min(-largestDetail).max(largestDetail), z.boolean()]);
const payload = personal(z.record(z.string().max(40), detail));

const eventReference = personal(text(100)).describe('the id of the event in the system that reports it');

const given = z.object({
  earned: z.int(),
  pending: z.int().describe('part of `earned`'),
  debtRepaid: z.int().describe('part of `earned`'),
});

const cancelled = z.object({
  at: instant,
  reason: z.string().nullable(),
  takenBack: z.int(),
  debt: z.int().describe('part of `takenBack`'),
  forgiven: z.int().describe('part of `takenBack`'),
  expired: z.int().describe('part of `takenBack` that had expired'),
});

export const customEvent = z
  .object({
    id,
    type: z.string().describe('code of the type'),
    eventId: z.string(),
    member: z.object({ id, displayName: z.string() }),
    occurredAt: instant,
    bookedAt: instant,
    location: z.string().nullable().describe('code'),
    payload: z.record(z.string(), detail),
    points: given,
    explanation: z.array(explanationLine),
    unmet: z
      .array(
        z.object({
          rule: z.object({ id, version: z.int(), name: z.string() }),
          reason: z.string().describe('as a sentence'),
        }),
      )
      .describe('rules about this event that gave nothing, and why'),
    cancelled: cancelled.nullable(),
  })
  .meta({ id: 'CustomEvent' });

export type CustomEvent = z.infer<typeof customEvent>;

const counted = customEvent.extend({ balance }).meta({ id: 'CountedCustomEvent' });

const offered = z.object({
  type: code,
  eventId: eventReference,
  member: memberReference,
  occurredAt: instant,
  location: text(60).optional().describe('code of the location'),
  payload: payload.default({}),
});

const eventResult = z
  .object({
    type: z.string(),
    eventId: z.string(),
    state: z.enum(['counted', 'already-counted', 'refused']),
    id: id.nullable().describe('of the event; null if it was refused'),
    points: z.int().describe('what it gave, pending points included'),
    problem: z
      .object({
        code: z.enum(problemCodes),
        detail: z.string(),
        errors: z.array(z.object({ pointer: z.string(), message: z.string() })),
      })
      .nullable(),
  })
  .meta({ id: 'CustomEventResult' });

const params = z.object({ id });

/** Requests and replies of the endpoints, by name. */
export const customEventsShapes = {
  listCustomEventTypes: {
    query: listQuery,
    reply: listOf(customEventType),
  },
  createCustomEventType: {
    body: content,
    reply: customEventType,
  },
  getCustomEventType: {
    params,
    reply: customEventType,
  },
  updateCustomEventType: {
    params,
    body: patchOf(content.omit({ code: true })),
    reply: customEventType,
  },
  recordCustomEvent: {
    body: offered,
    reply: counted,
  },
  recordCustomEvents: {
    body: z.object({ events: z.array(offered).min(1).max(mostEventsAtOnce) }),
    reply: z.object({
      counted: z.int(),
      alreadyCounted: z.int(),
      refused: z.int(),
      results: z.array(eventResult).describe('in the order of the request'),
    }),
  },
  cancelCustomEvent: {
    params,
    body: z.object({ reason: reason.nullable().default(null) }),
    reply: counted,
  },
  getCustomEvent: {
    params,
    reply: customEvent,
  },
  listCustomEvents: {
    query: listQuery.extend({
      member: id.optional(),
      type: code.optional(),
      cancelled: flag.optional(),
    }),
    reply: listOf(customEvent),
  },
};

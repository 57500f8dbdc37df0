import { randomUUID } from 'node:crypto';
import { fails, managers, rule, staff, type Expectation } from './access-rules.ts';

/** Types of custom events, and the events. */
export const customEventExpectations: Record<string, Expectation> = {
  'GET /custom-event-types': rule(staff, 'club:read')(),
  'POST /custom-event-types': rule(
    managers,
    'club:write',
  )(() => ({ body: { code: `type-${Math.random().toString(36).slice(2)}`, name: { en: 'A type' } } })),
  'GET /custom-event-types/{id}': fails(rule(staff, 'club:read')(() => ({ path: [randomUUID()] }))),
  'PATCH /custom-event-types/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: { active: false } })),
  ),
  'GET /custom-events': rule(staff, 'events:read')(),
  'POST /custom-events': fails(
    rule(
      managers,
      'events:write',
    )(({ memberId }) => ({
      body: {
        type: 'unknown',
        eventId: 'E-1',
        member: { id: memberId },
        occurredAt: '2026-11-22T10:00:00Z',
      },
    })),
  ),
  'POST /custom-events/bulk': rule(
    managers,
    'events:write',
  )(({ memberId }) => ({
    body: {
      events: [
        {
          type: 'unknown',
          eventId: 'E-2',
          member: { id: memberId },
          occurredAt: '2026-11-22T10:00:00Z',
        },
      ],
    },
  })),
  'GET /custom-events/{id}': fails(rule(staff, 'events:read')(() => ({ path: [randomUUID()] }))),
  'POST /custom-events/{id}/cancel': fails(
    rule(managers, 'events:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
};

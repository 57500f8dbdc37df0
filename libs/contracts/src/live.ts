import { z } from 'zod';
import { endpoint, managers } from './endpoint.ts';

/** Names of events as they stand in the outbox and on the wire. */
export const eventNames = [
  'member.joined',
  'member.changed',
  'member.closing-asked',
  'member.closing-withdrawn',
  'member.closed',
  'member.reopened',
  'card.issued',
  'card.blocked',
  'card.replaced',
  'purchase.recorded',
  'purchase.returned',
  'purchase.claimed',
  'points.earned',
  'points.redeemed',
  'points.adjusted',
  'points.expired',
  'points.released',
  'points.returned',
  'points.held',
  'points.reversed',
  'points.given-back',
  'points.transferred',
  'tier.changed',
  'ladder.changed',
  'voucher.issued',
  'voucher.used',
  'voucher.cancelled',
  'earning-rule.published',
  'earning-rule.paused',
  'reward.changed',
  'club.changed',
] as const;
export type EventName = (typeof eventNames)[number];
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
  access: { roles: ['member'] },
  stream: 'text/event-stream',
});
export const clubEvents = endpoint({
  method: 'GET',
  path: '/events',
  tag: 'Live',
  summary: 'Events of the club as they happen (server-sent events)',
  access: { roles: managers, scope: 'club:read' },
  stream: 'text/event-stream',
});

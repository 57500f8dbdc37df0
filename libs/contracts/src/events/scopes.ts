import type { Scope } from '../endpoints/endpoint.ts';
import type { EventName } from './catalogue.ts';

/** The scope a key needs to read an event: in the stream, among failures and in a member's timeline. */
export const eventScopes = {
  'member.joined': 'members:read',
  'member.changed': 'members:read',
  'member.closing-asked': 'members:read',
  'member.closing-withdrawn': 'members:read',
  'member.closed': 'members:read',
  'member.reopened': 'members:read',
  'member.erased': 'members:read',
  'card.issued': 'members:read',
  'card.blocked': 'members:read',
  'card.replaced': 'members:read',
  'purchase.recorded': 'purchases:read',
  'purchase.returned': 'purchases:read',
  'purchase.claimed': 'purchases:read',
  'return.reversed': 'purchases:read',
  'points.earned': 'points:read',
  'points.redeemed': 'points:read',
  'points.adjusted': 'points:read',
  'points.expired': 'points:read',
  'points.released': 'points:read',
  'points.returned': 'points:read',
  'points.held': 'points:read',
  'points.reversed': 'points:read',
  'points.given-back': 'points:read',
  'points.transferred': 'points:read',
  'tier.changed': 'members:read',
  'ladder.changed': 'club:read',
  'voucher.issued': 'rewards:read',
  'voucher.used': 'rewards:read',
  'voucher.cancelled': 'rewards:read',
  'reward.changed': 'rewards:read',
  'earning-rule.published': 'club:read',
  'earning-rule.paused': 'club:read',
  'earning-rule.withdrawn': 'club:read',
  'club.changed': 'club:read',
  'approval.asked': 'points:read',
  'approval.approved': 'points:read',
  'approval.refused': 'points:read',
  'approval.withdrawn': 'points:read',
  'task.created': 'members:read',
  'task.done': 'members:read',
} as const satisfies Record<EventName, Scope>;

/** A key with one of these receives some events. */
export const eventReading: readonly Scope[] = [...new Set<Scope>(Object.values(eventScopes))];

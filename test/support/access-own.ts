import { randomUUID } from 'node:crypto';
import { fails, member, type Expectation } from './access-rules.ts';

/** What members do on their own pages. */
export const ownExpectations: Record<string, Expectation> = {
  'GET /me/closing': member(),
  'GET /me/retention': member(),
  'GET /me/data': member(),
  'POST /me/closing': member(() => ({ body: {} })),
  'DELETE /me/closing': member(),
  'GET /me/card': member(),
  'POST /me/card/loss': member(),
  'POST /me/card': member(),
  'GET /me/opportunities': member(),
  'GET /me/points': member(),
  'GET /me/activity': member(),
  'GET /me/rewards': member(),
  'GET /me/vouchers': member(),
  'POST /me/vouchers/{id}/partner-code': fails(member(() => ({ path: [randomUUID()] }))),
  'GET /me/challenges': member(),
  'GET /me/coupons': member(),
  'GET /me/offers': member(),
  'POST /me/offers/seen': member(() => ({ body: { offers: [randomUUID()] } })),
  'POST /offers/{id}/open': fails(member(() => ({ path: [randomUUID()] }))),
  'POST /offers/{id}/activate': fails(member(() => ({ path: [randomUUID()] }))),
  'POST /offers/{id}/deactivate': fails(member(() => ({ path: [randomUUID()] }))),
  'GET /me/referral': member(),
  'GET /me/badges': member(),
  'GET /me/tier': member(),
  'GET /me/tasks': member(),
  'POST /purchases/{id}/reports': fails(member(() => ({ path: [randomUUID()], body: { text: 'wrong' } }))),
  'GET /me/events': member(),
};

import { randomUUID } from 'node:crypto';
import { fails, managers, member, rule, staff, type Expectation } from './access-rules.ts';

export const challengeExpectations: Record<string, Expectation> = {
  'GET /challenges': rule(staff, 'rewards:read')(),
  'POST /challenges': rule(
    managers,
    'rewards:write',
  )(({ rewardId }) => ({
    body: {
      name: { en: 'Ten cups' },
      goal: 10,
      terms: { kind: 'stamp-card' },
      reward: { kind: 'voucher', rewardId },
    },
  })),
  'GET /challenges/{id}': fails(rule(staff, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'PATCH /challenges/{id}': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], version: 1, body: { goal: 5 } })),
  ),
  'POST /challenges/{id}/reports': fails(
    member(() => ({ path: [randomUUID()], body: { text: 'One is missing' } })),
  ),
  'GET /badges': rule(staff, 'rewards:read')(),
  'GET /members/{id}/challenges': rule(managers, 'rewards:read')(({ memberId }) => ({ path: [memberId] })),
  'GET /members/{id}/badges': rule(managers, 'rewards:read')(({ memberId }) => ({ path: [memberId] })),
  'GET /purchases/{id}/challenges': rule(
    staff,
    'purchases:read',
  )(({ purchaseId }) => ({ path: [purchaseId] })),
};

import { randomUUID } from 'node:crypto';
import { fails, managers, rule, staff, type Expectation } from './access-rules.ts';

export const offerExpectations: Record<string, Expectation> = {
  'GET /offers': rule(staff, 'rewards:read')(),
  'POST /offers': rule(
    managers,
    'rewards:write',
  )(() => ({ body: { name: { en: 'A tenth off' }, effect: { kind: 'percent', percent: 10 } } })),
  'POST /offers/audience-counts': rule(managers, 'members:read')(() => ({ body: { audience: null } })),
  'POST /offers/price-examples': rule(
    managers,
    'rewards:read',
  )(() => ({ body: { effect: { kind: 'percent', percent: 10 } } })),
  'GET /offers/{id}': fails(rule(staff, 'rewards:read')(() => ({ path: [randomUUID()] }))),
  'GET /offers/{id}/performance': fails(
    rule(managers, ['rewards:read', 'purchases:read'])(() => ({ path: [randomUUID()] })),
  ),
  'PATCH /offers/{id}': fails(
    rule(managers, 'rewards:write')(() => ({ path: [randomUUID()], version: 1, body: { exclusive: true } })),
  ),
};

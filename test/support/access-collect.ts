import { randomUUID } from 'node:crypto';
import { anyone, fails, managers, rule, type Expectation } from './access-rules.ts';

const unknownKey = { pageKey: `pk_${'x'.repeat(22)}`, visitor: randomUUID() };

export const collectExpectations: Record<string, Expectation> = {
  'GET /api/collect.js': anyone(),
  'POST /collect': fails(anyone(() => ({ body: { ...unknownKey, consent: true, events: [] } }))),
  'POST /collect/forget': fails(anyone(() => ({ body: unknownKey }))),
  'GET /collect-sites': rule(managers, 'club:read')(),
  'POST /collect-sites': rule(
    managers,
    'club:write',
  )(() => ({ body: { name: 'Shop', origins: ['https://shop.example'] } })),
  'GET /collect-sites/{id}': fails(rule(managers, 'club:read')(() => ({ path: [randomUUID()] }))),
  'PATCH /collect-sites/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: { name: 'Other' } })),
  ),
  'POST /collect-sites/{id}/keys': fails(rule(managers, 'club:write')(() => ({ path: [randomUUID()] }))),
  'POST /collect-sites/{id}/member-tokens': fails(
    rule(managers, 'events:write')(({ memberId }) => ({ path: [randomUUID()], body: { memberId } })),
  ),
};

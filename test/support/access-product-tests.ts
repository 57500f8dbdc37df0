import { randomUUID } from 'node:crypto';
import { fails, managers, member, rule, type Ask, type Expectation } from './access-rules.ts';

const content = {
  title: 'Ten bags for honest opinions',
  source: 'How does it taste?',
  rewardId: randomUUID(),
  samples: 10,
  allotment: 'lot',
  applyUntil: '2026-12-05T09:00:00Z',
  opinionsUntil: '2026-12-25T09:00:00Z',
};
const unknown = (): Ask => ({ path: [randomUUID()] });
const sent = (body: object) => (): Ask => ({ path: [randomUUID()], body });
const readsMembers = ['club:read', 'members:read'] as const;

export const productTestExpectations: Record<string, Expectation> = {
  'GET /communities/{id}/product-tests': fails(rule(managers, 'club:read')(unknown)),
  'POST /communities/{id}/product-tests': fails(rule(managers, 'club:write')(sent(content))),
  'GET /product-tests/{id}': fails(rule(managers, 'club:read')(unknown)),
  'POST /product-tests/{id}/draw': fails(rule(managers, 'club:write')(sent({}))),
  'POST /product-tests/{id}/end': fails(rule(managers, 'club:write')(sent({}))),
  'GET /product-tests/{id}/applications': fails(rule(managers, readsMembers)(unknown)),
  'GET /product-tests/{id}/opinions': fails(rule(managers, readsMembers)(unknown)),
  'PUT /me/product-tests/{id}/application': fails(member(unknown)),
  'DELETE /me/product-tests/{id}/application': fails(member(unknown)),
  'POST /me/product-tests/{id}/opinions': fails(member(sent({ source: 'Nutty' }))),
};

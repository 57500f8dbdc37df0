import { randomUUID } from 'node:crypto';
import { fails, managers, rule, type Ask, type Expectation } from './access-rules.ts';

const all = [1, 5];
const settings = {
  windowDays: 365,
  shares: { a: 80, b: 15 },
  groups: [{ key: 'all', name: { en: 'All' }, recency: all, frequency: all, monetary: all }],
};

export const scoreExpectations: Record<string, Expectation> = {
  'GET /score-settings': rule(managers, 'club:read')(),
  'PUT /score-settings': fails(rule(managers, 'club:write')((): Ask => ({ body: settings, version: 1 }))),
  'GET /score-settings/versions': rule(managers, 'club:read')(),
  'POST /own-scores/preview': rule(
    managers,
    'members:read',
  )((): Ask => ({
    body: {
      parts: [{ kind: 'number', name: { en: 'Visits' }, fact: 'member.visits', points: 2, per: 1, most: 40 }],
    },
  })),
  'GET /own-scores/{key}/figures': fails(rule(managers, 'members:read')((): Ask => ({ path: ['loyal'] }))),
  'POST /score-runs': rule(managers, 'club:write')(),
  'GET /score-runs': rule(managers, 'members:read')(),
  'GET /score-runs/{id}': fails(rule(managers, 'members:read')((): Ask => ({ path: [randomUUID()] }))),
  'GET /member-scores': rule(managers, 'members:read')(),
  'GET /members/{id}/kind': rule(managers, 'members:read')(({ memberId }) => ({ path: [memberId] })),
  'PUT /members/{id}/kind': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({ path: [memberId], body: { kind: 'test', reason: 'a test' } })),
  'GET /members/{id}/scores': rule(managers, 'members:read')(({ memberId }) => ({ path: [memberId] })),
};

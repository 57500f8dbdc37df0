import { randomUUID } from 'node:crypto';
import { everybody, fails, managers, rule, type Expectation, type Make } from './access-rules.ts';

const ofMember: Make = ({ memberId }) => ({ path: [memberId] });

/** The ladder, and where members stand on it. */
export const tierExpectations: Record<string, Expectation> = {
  'GET /members/{id}/tier': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/tier-changes': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/tier-grants': rule(managers, 'members:read')(ofMember),
  'POST /members/{id}/tier-grants': rule(
    managers,
    'members:write',
  )(({ memberId, tierCode }) => ({
    path: [memberId],
    body: { tier: tierCode, validUntil: '2030-01-01T00:00:00Z', reason: 'test' },
  })),
  'POST /members/{id}/tier-grants/{grantId}/end': fails(
    rule(managers, 'members:write')(({ memberId }) => ({ path: [memberId, randomUUID()] })),
  ),
  'GET /tiers': rule(everybody, 'club:read')(),
  'GET /tiers/figures': rule(managers, 'members:read')(),
  'POST /tiers': rule(
    managers,
    'club:write',
  )(() => ({
    body: { code: randomUUID().slice(0, 8), name: { en: 'Tier' }, threshold: 777 },
  })),
  'PATCH /tiers/{id}': rule(
    managers,
    'club:write',
  )(({ tierId }) => ({
    path: [tierId],
    version: 1,
    body: { name: { en: 'Renamed' } },
  })),
};

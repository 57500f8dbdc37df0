import { usualInterestRules } from '@regulars/loyalty';
import { fails, managers, member, rule, type Ask, type Expectation } from './access-rules.ts';

const settings = { ...usualInterestRules, categories: [] };
const key = (): Ask => ({ path: ['unknown'] });

export const interestExpectations: Record<string, Expectation> = {
  'GET /interest-settings': rule(managers, 'club:read')(),
  'PUT /interest-settings': fails(rule(managers, 'club:write')((): Ask => ({ body: settings, version: 1 }))),
  'GET /interest-figures': rule(managers, 'members:read')(),
  'GET /member-interests': rule(managers, 'members:read')(),
  'GET /members/{id}/interests': rule(managers, 'members:read')(({ memberId }) => ({ path: [memberId] })),
  'GET /me/interests': member(),
  'PUT /me/interests/{key}': fails(member(() => ({ ...key(), body: { word: 'stated' } }))),
  'DELETE /me/interests/{key}': fails(member(key)),
};

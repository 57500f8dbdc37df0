import { managers, endpoint } from './endpoint.ts';

export const listConditionFacts = endpoint('listConditionFacts', {
  method: 'GET',
  path: '/condition-facts',
  tag: 'Conditions',
  summary: 'What conditions may ask',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

import { managers, endpoint } from './endpoint.ts';

export const listConditionFacts = endpoint('listConditionFacts', {
  method: 'GET',
  path: '/condition-facts',
  tag: 'Conditions',
  summary: 'List the facts that conditions can test',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

import { managers, endpoint } from './endpoint.ts';

export const publishEarningRule = endpoint('publishEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/publish',
  tag: 'Earning rules',
  summary: 'Make the newest version post',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const pauseEarningRule = endpoint('pauseEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/pause',
  tag: 'Earning rules',
  summary: 'Stop posting, and withdraw what is scheduled',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const withdrawEarningRule = endpoint('withdrawEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/withdraw',
  tag: 'Earning rules',
  summary: 'Withdraw what is scheduled; what is live stays',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
});

export const listRulePublications = endpoint('listRulePublications', {
  method: 'GET',
  path: '/earning-rules/{id}/publications',
  tag: 'Earning rules',
  summary: 'When which version of a rule was published, the one made last first',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

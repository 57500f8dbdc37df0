import { managers, endpoint } from './endpoint.ts';

export const publishEarningRule = endpoint('publishEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/publish',
  tag: 'Earning rules',
  summary: 'Publish the newest version',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const pauseEarningRule = endpoint('pauseEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/pause',
  tag: 'Earning rules',
  summary: 'Pause a rule and withdraw its scheduled versions',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const withdrawEarningRule = endpoint('withdrawEarningRule', {
  method: 'POST',
  path: '/earning-rules/{id}/withdraw',
  tag: 'Earning rules',
  summary: 'Withdraw scheduled versions; the live version stays',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const endRuleTrial = endpoint('endRuleTrial', {
  method: 'POST',
  path: '/earning-rules/{id}/end-trial',
  tag: 'Earning rules',
  summary: 'End the trial of a version: for all, or for nobody',
  access: { roles: managers, scope: 'club:write', reach: 'club' },
  wallet: 'none',
});

export const getRuleTrial = endpoint('getRuleTrial', {
  method: 'GET',
  path: '/earning-rules/{id}/trial',
  tag: 'Earning rules',
  summary: 'Compare the members in the newest trial of a rule with the others',
  access: { roles: managers, scope: ['club:read', 'purchases:read'], reach: 'club' },
});

export const listRuleTimes = endpoint('listRuleTimes', {
  method: 'GET',
  path: '/earning-rule-times',
  tag: 'Earning rules',
  summary: 'List the times at which each rule applies or is paused',
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

export const listRulePublications = endpoint('listRulePublications', {
  method: 'GET',
  path: '/earning-rules/{id}/publications',
  tag: 'Earning rules',
  summary: "List a rule's publications, latest first",
  access: { roles: managers, scope: 'club:read', reach: 'anywhere' },
});

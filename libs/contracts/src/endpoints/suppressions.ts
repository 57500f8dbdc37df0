import { endpoint, managers } from './endpoint.ts';

/** Why an address gets neither advertising nor surveys, whatever a consent says. */
export const suppressionReasons = ['unsubscribed-by-request', 'hard-bounce', 'complaint', 'manual'] as const;
/** What put it on the list. */
export const suppressionSources = ['staff', 'api-key', 'mail-server', 'erasure'] as const;
export const suppressionKinds = ['email', 'phone'] as const;
/** Why an address may leave the list. */
export const suppressionEnds = ['asked-again', 'address-works', 'mistake'] as const;

const reads = { roles: managers, scope: 'members:read', reach: 'club' } as const;
const writes = { roles: managers, scope: 'members:write', reach: 'club' } as const;

export const listSuppressions = endpoint('listSuppressions', {
  method: 'GET',
  path: '/suppressions',
  tag: 'Members',
  summary: 'List the addresses that get neither advertising nor surveys, as hashes, the latest first',
  access: reads,
});

export const addSuppression = endpoint('addSuppression', {
  method: 'POST',
  path: '/suppressions',
  tag: 'Members',
  summary: 'Put an address on the list; what is already on it stays',
  access: writes,
  wallet: 'none',
});

export const checkSuppression = endpoint('checkSuppression', {
  method: 'POST',
  path: '/suppression-checks',
  tag: 'Members',
  summary: 'Ask whether an address is on the list',
  access: reads,
  wallet: 'none',
});

export const removeSuppression = endpoint('removeSuppression', {
  method: 'DELETE',
  path: '/suppressions/{id}',
  tag: 'Members',
  summary: 'Take an address off the list, and say why',
  access: writes,
  status: 204,
  wallet: 'none',
});

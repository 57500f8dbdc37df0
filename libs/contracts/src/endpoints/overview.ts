import { managers, endpoint } from './endpoint.ts';

export const getOverview = endpoint('getOverview', {
  method: 'GET',
  path: '/overview',
  tag: 'Overview',
  summary: 'Figures of the club against the period before',
  // Sums of all three let out what each of them is about.
  access: { roles: managers, scope: ['members:read', 'points:read', 'purchases:read'], reach: 'location' },
});

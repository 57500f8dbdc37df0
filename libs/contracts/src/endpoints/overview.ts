import { managers, endpoint } from './endpoint.ts';

export const getOverview = endpoint('getOverview', {
  method: 'GET',
  path: '/overview',
  tag: 'Overview',
  summary: "Get the club's figures compared with the previous period",
  // Sums of all three let out what each of them is about.
  access: { roles: managers, scope: ['members:read', 'points:read', 'purchases:read'], reach: 'location' },
});

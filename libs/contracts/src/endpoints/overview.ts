import { managers, endpoint } from './endpoint.ts';

export const getOverview = endpoint('getOverview', {
  method: 'GET',
  path: '/overview',
  tag: 'Overview',
  summary: "Get the club's figures compared with the previous period",
  // Totals reveal something about all three.
  access: { roles: managers, scope: ['members:read', 'points:read', 'purchases:read'], reach: 'location' },
});

export const getCoverage = endpoint('getCoverage', {
  method: 'GET',
  path: '/overview/coverage',
  tag: 'Overview',
  summary:
    'Get the share of sales with a card by month and location, and of how many members facts are known',
  access: { roles: managers, scope: ['members:read', 'points:read', 'purchases:read'], reach: 'club' },
});

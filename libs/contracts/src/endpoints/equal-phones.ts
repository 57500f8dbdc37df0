import { managers, endpoint } from './endpoint.ts';

export const listEqualPhones = endpoint('listEqualPhones', {
  method: 'GET',
  path: '/equal-phones',
  tag: 'Members',
  summary: 'List members whose phone is the number of another member, written in another way',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

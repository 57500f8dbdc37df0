import { managers, endpoint, staff } from './endpoint.ts';

export const listCards = endpoint('listCards', {
  method: 'GET',
  path: '/members/{id}/cards',
  tag: 'Cards',
  summary: "List a member's cards",
  access: { roles: managers, scope: 'members:read', reach: 'member' },
});

export const issueCard = endpoint('issueCard', {
  method: 'POST',
  path: '/members/{id}/cards',
  tag: 'Cards',
  summary: 'Issue another card',
  access: { roles: managers, scope: 'members:write', reach: 'member' },
  status: 201,
  wallet: 'member',
});

export const blockCard = endpoint('blockCard', {
  method: 'POST',
  path: '/cards/{id}/block',
  tag: 'Cards',
  summary: 'Block a lost card',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  wallet: 'none',
});

export const replaceCard = endpoint('replaceCard', {
  method: 'POST',
  path: '/cards/{id}/replace',
  tag: 'Cards',
  summary: 'Replace a card; the balance and history stay',
  access: { roles: managers, scope: 'members:write', reach: 'location' },
  status: 201,
  wallet: 'none',
});

export const getOwnCard = endpoint('getOwnCard', {
  method: 'GET',
  path: '/me/card',
  tag: 'Own view',
  summary: 'Get my card with the text of its QR code',
  access: { roles: ['member'], reach: 'own' },
});

export const reportCardLost = endpoint('reportCardLost', {
  method: 'POST',
  path: '/me/card/loss',
  tag: 'Own view',
  summary: 'Report my card as lost: blocks all my cards at once',
  access: { roles: ['member'], reach: 'own' },
  status: 200,
  wallet: 'own',
});

export const renewOwnCard = endpoint('renewOwnCard', {
  method: 'POST',
  path: '/me/card',
  tag: 'Own view',
  summary: 'Get a new card with a new number in place of a lost one; the balance and history stay',
  access: { roles: ['member'], reach: 'own' },
  status: 201,
  wallet: 'own',
});

export const resolveCard = endpoint('resolveCard', {
  method: 'POST',
  path: '/cards/resolve',
  tag: 'Cards',
  summary:
    'Find a member by card (QR text or number), customer number, phone or e-mail, in this order; 409 `several-members` returns the matches',
  access: { roles: staff, scope: 'members:read', reach: 'anywhere' },
  wallet: 'none',
});

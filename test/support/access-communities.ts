import { randomUUID } from 'node:crypto';
import { fails, managers, member, rule, type Expectation } from './access-rules.ts';

const content = {
  name: { en: 'Slow mornings' },
  description: { en: 'Filter at home' },
  picture: 'cup',
};

export const communityExpectations: Record<string, Expectation> = {
  'GET /communities': rule(managers, 'club:read')(),
  'POST /communities': rule(managers, 'club:write')(() => ({ body: content })),
  'GET /communities/{id}': fails(rule(managers, 'club:read')(() => ({ path: [randomUUID()] }))),
  'PUT /communities/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: content })),
  ),
  'GET /communities/{id}/members': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'PUT /communities/{id}/members/{memberId}': fails(
    rule(
      managers,
      'members:write',
    )(() => ({ path: [randomUUID(), randomUUID()], body: { state: 'member' } })),
  ),
  'GET /communities/{id}/picture/{width}': fails(
    rule(managers, 'club:read')(() => ({ path: [randomUUID(), '800'] })),
  ),
  'PUT /communities/{id}/picture': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'PUT /communities/{id}/picture/text': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: { text: {} } })),
  ),
  'DELETE /communities/{id}/picture': fails(rule(managers, 'club:write')(() => ({ path: [randomUUID()] }))),
  'GET /me/communities/{id}/picture/{width}': fails(member(() => ({ path: [randomUUID(), '800'] }))),
  'PUT /me/communities/{id}/picture': fails(member(() => ({ path: [randomUUID()], body: {} }))),
  'PUT /me/communities/{id}/picture/text': fails(
    member(() => ({ path: [randomUUID()], body: { text: {} } })),
  ),
  'DELETE /me/communities/{id}/picture': fails(member(() => ({ path: [randomUUID()] }))),
  'POST /communities/{id}/memberships': fails(member(() => ({ path: [randomUUID()], body: {} }))),
  'GET /me/communities': member(),
  'GET /me/communities/{id}': fails(member(() => ({ path: [randomUUID()] }))),
  'PUT /me/communities/{id}/hears': fails(member(() => ({ path: [randomUUID()], body: { hears: 'muted' } }))),
  'DELETE /me/communities/{id}': fails(member(() => ({ path: [randomUUID()] }))),
  'GET /me/communities/{id}/directory': fails(member(() => ({ path: [randomUUID()] }))),
  'GET /me/communities/{id}/members': fails(member(() => ({ path: [randomUUID()] }))),
  'PUT /me/communities/{id}/members/{memberId}': fails(
    member(() => ({ path: [randomUUID(), randomUUID()], body: { state: 'member' } })),
  ),
  'POST /me/communities/{id}/invitations': fails(
    member(() => ({ path: [randomUUID()], body: { nickname: 'Jana' } })),
  ),
  'GET /me/nickname': member(),
  'PUT /me/nickname': member(() => ({ body: { nickname: `Jana ${randomUUID().slice(0, 8)}` } })),
};

import { randomUUID } from 'node:crypto';
import { fails, managers, member, rule, type Expectation } from './access-rules.ts';

const nothing = (): readonly string[] => [randomUUID()];

export const postPartExpectations: Record<string, Expectation> = {
  'POST /me/communities/{id}/pictures': fails(member(() => ({ path: nothing(), body: {} }))),
  'GET /me/pictures/{id}': fails(member(() => ({ path: nothing() }))),
  'GET /post-pictures/{id}': fails(rule(managers, 'club:read')(() => ({ path: nothing() }))),
  'PUT /me/posts/{id}/votes': fails(member(() => ({ path: nothing(), body: { choices: [] } }))),
  'GET /me/writings': member(),
  'PUT /me/writings': member(() => ({ body: { afterLeaving: 'stays' } })),
  'GET /me/posts/{id}/answer': fails(member(() => ({ path: nothing() }))),
  'PUT /me/posts/{id}/answer': fails(member(() => ({ path: nothing(), body: { commentId: null } }))),
  'PUT /me/posts/{id}/pin': fails(member(() => ({ path: nothing(), body: { pinned: true } }))),
  'PUT /posts/{id}/pin': fails(
    rule(managers, 'club:write')(() => ({ path: nothing(), body: { pinned: true } })),
  ),
};

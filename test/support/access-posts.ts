import { randomUUID } from 'node:crypto';
import { productTestExpectations } from './access-product-tests.ts';
import { fails, managers, member, rule, type Expectation } from './access-rules.ts';

const text = { source: 'Filter at home' };
const missing = (body?: object) => ({ path: [randomUUID()], ...(body && { body }) });
const ofNobody = (body?: object): Expectation => fails(member(() => missing(body)));
const reaction = fails(member(() => ({ path: [randomUUID(), 'heart'] })));

export const postExpectations: Record<string, Expectation> = {
  ...productTestExpectations,
  'GET /me/communities/{id}/posts': ofNobody(),
  'POST /me/communities/{id}/posts': ofNobody(text),
  'POST /me/communities/{id}/post-previews': ofNobody(text),
  'GET /me/communities/{id}/news': fails(
    member(() => ({ path: [randomUUID()], query: '?since=2026-11-01T00:00:00Z' })),
  ),
  'GET /me/community-news': member(),
  'PUT /me/communities/{id}/read': ofNobody({ until: '2026-11-01T00:00:00Z' }),
  'GET /me/posts/{id}': ofNobody(),
  'PUT /me/posts/{id}': ofNobody(text),
  'DELETE /me/posts/{id}': ofNobody(),
  'GET /me/posts/{id}/edits': ofNobody(),
  'PUT /me/posts/{id}/reactions/{kind}': reaction,
  'DELETE /me/posts/{id}/reactions/{kind}': reaction,
  'GET /me/posts/{id}/comments': ofNobody(),
  'POST /me/posts/{id}/comments': ofNobody(text),
  'GET /me/comments/{id}': ofNobody(),
  'PUT /me/comments/{id}': ofNobody(text),
  'DELETE /me/comments/{id}': ofNobody(),
  'GET /me/comments/{id}/edits': ofNobody(),
  'PUT /me/comments/{id}/reactions/{kind}': reaction,
  'DELETE /me/comments/{id}/reactions/{kind}': reaction,
  'GET /communities/{id}/posts': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'POST /communities/{id}/posts': fails(rule(managers, 'club:write')(() => missing(text))),
  'PUT /posts/{id}': fails(rule(managers, 'club:write')(() => missing(text))),
  'DELETE /posts/{id}': fails(rule(managers, 'club:write')(() => missing())),
  'GET /posts/{id}': fails(rule(managers, ['club:read', 'members:read'])(() => missing())),
  'GET /posts/{id}/comments': fails(rule(managers, ['club:read', 'members:read'])(() => missing())),
  'POST /posts/{id}/comments': fails(rule(managers, 'club:write')(() => missing(text))),
  'DELETE /comments/{id}': fails(rule(managers, 'club:write')(() => missing())),
};

import { randomUUID } from 'node:crypto';
import { anyone, fails, forged, managers, member, rule, type Expectation } from './access-rules.ts';

const content = {
  name: { en: 'After the visit' },
  definition: { questions: [{ kind: 'nps', key: 'score', title: { en: 'Would you recommend us?' } }] },
};

export const surveyExpectations: Record<string, Expectation> = {
  'GET /surveys': rule(managers, 'club:read')(),
  'POST /surveys': rule(managers, 'club:write')(() => ({ body: content })),
  'GET /surveys/{id}': fails(rule(managers, 'club:read')(() => ({ path: [randomUUID()] }))),
  'PUT /surveys/{id}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1, body: content })),
  ),
  'POST /surveys/{id}/publish': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1 })),
  ),
  'POST /surveys/{id}/end': fails(rule(managers, 'club:write')(() => ({ path: [randomUUID()], version: 1 }))),
  'GET /surveys/{id}/results': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'GET /surveys/{id}/breakdown': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'GET /surveys/{id}/responses': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'GET /surveys/{id}/call-backs': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'GET /surveys/{id}/tags': fails(
    rule(managers, ['club:read', 'members:read'])(() => ({ path: [randomUUID()] })),
  ),
  'PUT /surveys/{id}/responses/{responseId}/tags': fails(
    rule(
      managers,
      'members:write',
    )(() => ({ path: [randomUUID(), randomUUID()], body: { tags: ['coffee'] } })),
  ),
  'POST /surveys/{id}/responses/{responseId}/call-back': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID(), randomUUID()], body: {} })),
  ),
  'POST /surveys/{id}/responses': fails(
    member(() => ({ path: [randomUUID()], body: { version: 1, answers: { score: 9 } } })),
  ),
  'GET /surveys/links/{token}': fails(anyone(forged)),
  'POST /surveys/links/{token}/responses': fails(
    anyone(() => ({ ...forged(), body: { version: 1, answers: { score: 9 } } })),
  ),
  'GET /me/surveys': member(),
  'GET /me/surveys/{id}': fails(member(() => ({ path: [randomUUID()] }))),
};

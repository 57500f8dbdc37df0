import { randomUUID } from 'node:crypto';
import { anyone, fails, forged, managers, member, rule, staff, type Expectation } from './access-rules.ts';

const content = {
  name: { en: 'After the visit' },
  definition: { questions: [{ kind: 'nps', key: 'score', title: { en: 'Would you recommend us?' } }] },
};

const benchmark = {
  name: 'Coffee shops',
  source: 'A report',
  date: '2026-05-01',
  scale: '0-10',
  channel: 'online',
  score: 41,
};
const taken = () => ({ id: randomUUID(), version: 1, answers: { score: 9 } });

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
  'GET /surveys/{id}/waves': fails(
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
  'GET /surveys/{id}/benchmarks': fails(rule(managers, 'club:read')(() => ({ path: [randomUUID()] }))),
  'POST /surveys/{id}/benchmarks': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: benchmark })),
  ),
  'DELETE /surveys/{id}/benchmarks/{benchmarkId}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID(), randomUUID()] })),
  ),
  'GET /surveys/{id}/news': fails(rule(managers, 'club:read')(() => ({ path: [randomUUID()] }))),
  'POST /surveys/{id}/news': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: { text: { en: 'Two tills more' } } })),
  ),
  'PUT /surveys/{id}/news/{newsId}': fails(
    rule(
      managers,
      'club:write',
    )(() => ({ path: [randomUUID(), randomUUID()], body: { text: { en: 'Two tills more' } } })),
  ),
  'DELETE /surveys/{id}/news/{newsId}': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID(), randomUUID()] })),
  ),
  'POST /surveys/{id}/news/{newsId}/send': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID(), randomUUID()] })),
  ),
  'GET /me/survey-news': member(),
  'POST /me/survey-news/{id}/dismiss': fails(member(() => ({ path: [randomUUID()] }))),
  'POST /surveys/{id}/anonymous': fails(
    member(() => ({ path: [randomUUID()], body: { token: 'x'.repeat(43) } })),
  ),
  'POST /surveys/links/{token}/anonymous': fails(
    anyone(() => ({ ...forged(), body: { token: 'y'.repeat(43) } })),
  ),
  'POST /surveys/{id}/links': fails(
    rule(managers, 'purchases:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'POST /survey-links': rule(
    staff,
    'purchases:write',
  )(({ location: { code } }) => ({ body: { location: code, number: 'R-1' } })),
  'GET /surveys/open-links/{token}': fails(anyone(forged)),
  'POST /surveys/open-links/{token}/responses': fails(
    anyone(() => ({ ...forged(), body: { version: 1, answers: { score: 9 } } })),
  ),
  'GET /tablet-surveys': rule(staff)(({ location }) => ({ query: `?location=${location.code}` })),
  'POST /surveys/{id}/taken': fails(
    rule(staff)(({ location }) => ({
      path: [randomUUID()],
      body: { ...taken(), location: location.code, answeredAt: new Date().toISOString() },
    })),
  ),
  'GET /members/{id}/telephone-surveys': rule(staff)(({ memberId }) => ({ path: [memberId] })),
  'POST /members/{id}/telephone-surveys/{surveyId}/taken': fails(
    rule(staff)(({ memberId }) => ({ path: [memberId, randomUUID()], body: taken() })),
  ),
  'GET /me/surveys': member(),
  'GET /me/surveys/{id}': fails(member(() => ({ path: [randomUUID()] }))),
};

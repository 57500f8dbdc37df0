import { randomUUID } from 'node:crypto';
import { anyone, fails, managers, member, rule, type Expectation } from './access-rules.ts';
import { freeModeration } from './makers/free-moderation.ts';

const unknown = () => ({ path: [randomUUID()] });
const two = () => ({ path: [randomUUID(), randomUUID()] });
const both = ['club:read', 'members:read'] as const;
const reads = rule(managers, both);
const decides = rule(managers, 'members:write');
const report = { reason: 'spam' };
export const moderationExpectations: Record<string, Expectation> = {
  'GET /moderation': reads(),
  'GET /moderation/cases': reads(),
  'GET /moderation/cases/{id}': fails(reads(unknown)),
  'PUT /moderation/cases/{id}/assignment': fails(
    rule(managers)(() => ({ ...unknown(), body: { taken: true } })),
  ),
  'POST /moderation/cases/{id}/decisions': fails(decides(() => ({ ...unknown(), body: { text: 'leave' } }))),
  'POST /moderation/cases/{id}/appeal-answers': fails(
    decides(() => ({ ...unknown(), body: { granted: true, answer: 'You were right about it' } })),
  ),
  'GET /moderation/decisions': reads(),
  'POST /moderation/decisions/{id}/undo': fails(decides(unknown)),
  'GET /moderation/settings': rule(managers, 'club:read')(),
  'PUT /moderation/settings': rule(managers, 'club:write')(() => ({ body: freeModeration })),
  'GET /moderation/trust/{memberId}': reads(({ memberId: id }) => ({ path: [id] })),
  'PUT /moderation/trust/{memberId}': decides(({ memberId: id }) => ({
    path: [id],
    body: { level: null },
  })),
  'GET /moderation/words': rule(managers, 'club:read')(),
  'POST /moderation/words': rule(
    managers,
    'club:write',
  )(() => ({
    body: { language: 'en', word: `word ${randomUUID()}`, action: 'flag' },
  })),
  'DELETE /moderation/words/{id}': fails(rule(managers, 'club:write')(unknown)),
  'GET /moderation/words/file': rule(managers, 'club:read')(),
  'PUT /moderation/words/file': fails(rule(managers, 'club:write')()),
  'POST /me/posts/{id}/reports': fails(member(() => ({ ...unknown(), body: report }))),
  'POST /me/comments/{id}/reports': fails(member(() => ({ ...unknown(), body: report }))),
  'GET /me/moderation/{id}': fails(member(unknown)),
  'POST /me/moderation/{id}/appeals': fails(
    member(() => ({ ...unknown(), body: { text: 'I see it in another way' } })),
  ),
  'GET /me/communities/{id}/moderation/cases': fails(member(unknown)),
  'POST /me/communities/{id}/moderation/cases': fails(
    member(() => ({ ...unknown(), body: { kind: 'post', id: randomUUID() } })),
  ),
  'GET /me/communities/{id}/moderation/cases/{caseId}': fails(member(two)),
  'POST /me/communities/{id}/moderation/cases/{caseId}/decisions': fails(
    member(() => ({ ...two(), body: { text: 'leave' } })),
  ),
  'GET /me/communities/{id}/moderation/decisions': fails(member(unknown)),
  'POST /me/communities/{id}/moderation/decisions/{decisionId}/undo': fails(member(two)),
  'GET /me/writing-proof': member(),
  'GET /me/blocks': member(),
  'POST /me/blocks': fails(member(() => ({ body: { kind: 'post', id: randomUUID() } }))),
  'DELETE /me/blocks/{id}': member(unknown),
  'GET /content-reports/proof': anyone(),
  'POST /content-reports': fails(
    anyone(() => ({
      body: {
        ...{ address: '/club', reason: 'illegal', text: 'This is against the law of this country' },
        ...{ name: 'Anna', email: 'anna@law.example', goodFaith: true },
      },
    })),
  ),
};

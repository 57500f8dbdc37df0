import { randomUUID } from 'node:crypto';
import { interestExpectations } from './access-interests.ts';
import { scoreExpectations } from './access-scores.ts';
import {
  exporting,
  fails,
  managers,
  rule,
  staff,
  type Ask,
  type Expectation,
  type Make,
} from './access-rules.ts';

const ofMember: Make = ({ memberId }) => ({ path: [memberId] });
const unknownId = (): Ask => ({ path: [randomUUID()] });
const unknownNote: Make = ({ memberId }) => ({ path: [memberId, randomUUID()] });
const unique = (): string => randomUUID().slice(0, 8);

/** What managers do with whole lists (exports, bulk changes, tags, notes, saved filters) and with e-mails. */
export const listExpectations: Record<string, Expectation> = {
  ...interestExpectations,
  ...scoreExpectations,
  'GET /members/{id}/opportunities': rule(staff, 'points:read')(ofMember),
  'GET /members/{id}/rewards': rule(staff, 'rewards:read')(ofMember),
  'GET /member-bulks': rule(managers, 'members:read')(),
  'POST /member-bulks': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({
    body: { action: { kind: 'add-tag', tag: 'bulk' }, members: [memberId], expected: 1 },
  })),
  'POST /member-bulks/list-checks': rule(
    managers,
    'members:read',
  )(({ memberId }) => ({ body: { list: [memberId] } })),
  'POST /member-bulks/{id}/run': fails(rule(managers, 'members:write')(unknownId)),
  'POST /member-bulks/{id}/undo': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'GET /member-bulks/{id}': fails(rule(managers, 'members:read')(unknownId)),
  'GET /member-bulks/{id}/results': fails(rule(managers, 'members:read')(unknownId)),
  'GET /member-bulks/{id}/refusals': fails(rule(managers, 'members:read')(unknownId)),
  'GET /saved-filters': rule(managers)(),
  'POST /saved-filters': rule(managers)(() => ({ body: { name: unique(), query: { status: 'active' } } })),
  'PATCH /saved-filters/{id}': fails(
    rule(managers)(() => ({ path: [randomUUID()], body: { shared: true } })),
  ),
  'DELETE /saved-filters/{id}': fails(rule(managers)(unknownId)),
  'GET /member-tags': rule(managers, 'members:read')(),
  'GET /members/{id}/origins': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/tags': rule(managers, 'members:read')(ofMember),
  'PUT /members/{id}/tags': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({ path: [memberId], body: { tags: ['regular guest'] } })),
  'GET /members/{id}/consents': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/messages': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/permissions': rule(managers, 'members:read')(ofMember),
  'GET /ecg-list': rule(managers, 'members:read')(),
  'PUT /ecg-list': fails(rule(managers, 'members:write')()),
  'GET /suppressions': rule(managers, 'members:read')(),
  'POST /suppressions': rule(
    managers,
    'members:write',
  )(() => ({ body: { email: `${randomUUID()}@member.example` } })),
  'POST /suppression-checks': rule(
    managers,
    'members:read',
  )(() => ({ body: { email: 'anna@member.example' } })),
  'DELETE /suppressions/{id}': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], query: 'because=mistake' })),
  ),
  'GET /permission-settings': rule(managers, 'club:read')(),
  'PUT /permission-settings': rule(
    managers,
    'club:write',
  )(() => ({
    body: {
      countries: [
        { country: 'de', ageOfConsent: 13 + Math.floor(Math.random() * 6), existingCustomers: false },
      ],
    },
  })),
  'PUT /members/{id}/consents': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({
    path: [memberId],
    body: { consents: [{ purpose: 'profiling', granted: Math.random() < 0.5 }] },
  })),
  'GET /members/{id}/notes': rule(staff, 'members:read')(ofMember),
  'POST /members/{id}/notes': rule(
    staff,
    'members:write',
  )(({ memberId }) => ({ path: [memberId], body: { text: 'a note' } })),
  'PATCH /members/{id}/notes/{noteId}': fails(
    rule(
      staff,
      'members:write',
    )(({ memberId }) => ({ path: [memberId, randomUUID()], body: { pinned: true }, version: 1 })),
  ),
  'DELETE /members/{id}/notes/{noteId}': fails(rule(staff, 'members:write')(unknownNote)),
  'POST /members/{id}/notes/{noteId}/restore': fails(rule(staff, 'members:write')(unknownNote)),
  'GET /mail-settings': rule(managers)(),
  'POST /mail-tests': rule(managers)(),
  'GET /mail-domain': rule(managers)(),
  'GET /mails': rule(managers)(),
  'GET /mails/{id}': fails(rule(managers)(unknownId)),
  'GET /exports': exporting(),
  'POST /exports': fails(exporting(() => ({ body: {} }))),
  'GET /exports/{id}': fails(exporting(unknownId)),
  'GET /exports/{id}/file': fails(exporting(unknownId)),
};

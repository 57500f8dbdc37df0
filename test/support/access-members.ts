import { randomUUID } from 'node:crypto';
import {
  rule,
  importing,
  readingImports,
  fails,
  staff,
  managers,
  admin,
  type Ask,
  type Expectation,
  type Make,
} from './access-rules.ts';

const ofMember: Make = ({ memberId }) => ({ path: [memberId] });
const points: Make = ({ memberId }) => ({ path: [memberId], body: { points: 1, reason: 'test' } });
const unknownId = (): Ask => ({ path: [randomUUID()] });
const unique = (): string => randomUUID().slice(0, 8);
const lost = { reason: 'lost' };
const usualTimes = { country: null, profileDays: null, consentProofYears: null, bookkeepingYears: null };

/** Members, their cards, imports and points. */
export const memberExpectations: Record<string, Expectation> = {
  'GET /members': rule(managers, 'members:read')(),
  'POST /members': rule(staff, 'members:write')(() => ({ body: { language: 'de', firstName: 'New' } })),
  'GET /members/duplicates': rule(managers, 'members:read')(),
  'POST /members/duplicates/{id}/dismiss': fails(rule(managers, 'members:write')(unknownId)),
  'GET /merges': rule(managers, 'members:read')(),
  'POST /members/{id}/merges': fails(
    rule(managers, ['members:write', 'points:write'])(({ memberId }) => ({
      path: [memberId],
      body: { duplicateId: randomUUID() },
    })),
  ),
  'POST /merges/{id}/undo': fails(rule(managers, ['members:write', 'points:write'])(unknownId)),
  'GET /members/{id}': rule(managers, 'members:read')(ofMember),
  'PATCH /members/{id}': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({
    path: [otherMemberId],
    version: 'current',
    body: { firstName: 'Renamed' },
  })),
  'POST /members/{id}/account-invitations': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),
  'GET /privacy-settings': rule(managers, 'club:read')(),
  'PUT /privacy-settings': rule(managers, 'club:write')(() => ({ body: usualTimes })),
  'GET /members/{id}/erasure': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/retained-records': admin(ofMember),
  'POST /members/{id}/close': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId], body: { reason: 'test' } })),
  'POST /members/{id}/reopen': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),
  'GET /members/{id}/timeline': rule(managers, 'members:read')(ofMember),
  'GET /members/{id}/cards': rule(managers, 'members:read')(ofMember),
  'POST /members/{id}/cards': rule(
    managers,
    'members:write',
  )(({ memberId }) => ({ path: [memberId], body: {} })),
  'POST /cards/{id}/block': rule(
    managers,
    'members:write',
  )(({ cards }) => ({ path: [cards[0]], body: lost })),
  'POST /cards/{id}/replace': rule(
    managers,
    'members:write',
  )(({ cards }) => ({ path: [cards[1]], body: lost })),
  'POST /cards/resolve': fails(
    rule(staff, 'members:read')(() => ({ body: { code: 'nobody@club.example' } })),
  ),

  'GET /imports': readingImports(),
  'POST /imports': fails(importing(() => ({ body: {} }))),
  'POST /imports/preview': fails(importing(() => ({ body: {} }))),
  'GET /imports/{id}': fails(readingImports(unknownId)),
  'POST /imports/{id}/start': fails(importing(unknownId)),
  'POST /imports/{id}/cancel': fails(importing(unknownId)),
  'POST /imports/{id}/undo': fails(importing(unknownId)),
  'GET /imports/{id}/errors': fails(readingImports(unknownId)),
  'GET /imports/{id}/refused-lines': fails(readingImports(unknownId)),
  'GET /imports/{id}/kept': fails(readingImports(unknownId)),
  'GET /imports/{id}/remarks': fails(readingImports(unknownId)),
  'GET /imports/{id}/conflicts': fails(readingImports(unknownId)),
  'POST /imports/{id}/conflicts': fails(importing(() => ({ ...unknownId(), body: { decision: 'keep' } }))),
  'GET /import-mappings': readingImports(),
  'POST /import-mappings': importing(() => ({
    body: { name: unique(), kind: 'members', mapping: { columns: { email: 'mail' } } },
  })),
  'PATCH /import-mappings/{id}': fails(importing(() => ({ ...unknownId(), body: { name: unique() } }))),
  'DELETE /import-mappings/{id}': fails(importing(unknownId)),

  'GET /members/{id}/points': rule(managers, 'points:read')(ofMember),
  'GET /members/{id}/points/entries': rule(managers, 'points:read')(ofMember),
  'POST /members/{id}/points/adjustments': rule(managers, 'points:write')(points),
  'POST /members/{id}/points/redemptions': rule(staff, 'points:write')(points),
  'POST /members/{id}/points/holds': rule(staff, 'points:write')(points),
  'POST /points/holds/{id}/capture': rule(staff, 'points:write')(({ holds }) => ({ path: [holds[0]] })),
  'POST /points/holds/{id}/release': rule(staff, 'points:write')(({ holds }) => ({ path: [holds[1]] })),
  'POST /points/transactions/{id}/reverse': rule(
    managers,
    'points:write',
  )(({ adjustmentId }) => ({
    path: [adjustmentId],
    body: { reason: 'mistake' },
  })),
};

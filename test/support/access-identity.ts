import { randomUUID } from 'node:crypto';
import {
  rule,
  fails,
  forged,
  managers,
  anyone,
  signedIn,
  member,
  admin,
  type Expectation,
  type Make,
} from './access-rules.ts';

const ofMember: Make = ({ memberId }) => ({ path: [memberId] });
const unique = (): string => randomUUID().slice(0, 8);

/** Sign-in, accounts, links of mails, staff, legal texts, keys and what happened. */
export const identityExpectations: Record<string, Expectation> = {
  'POST /sessions': fails(anyone(() => ({ body: {} }))),
  'GET /sessions/current': signedIn(),
  'DELETE /sessions/current': signedIn(),
  'POST /registrations': anyone(() => ({
    body: {
      email: `${unique()}@new.example`,
      password: 'long enough',
      firstName: 'N',
      lastName: 'M',
      language: 'de',
      consents: [{ purpose: 'terms', granted: true }],
    },
  })),
  'GET /me/sessions': signedIn(),
  'DELETE /me/sessions/{id}': fails(signedIn(() => ({ path: [randomUUID()] }))),
  'POST /me/password': fails(signedIn(() => ({ body: { current: 'guess', next: 'long enough' } }))),

  'POST /password-resets': anyone(() => ({ body: { email: 'nobody@club.example' } })),
  'POST /password-resets/{token}': fails(anyone(() => ({ ...forged(), body: { password: 'long enough' } }))),
  'GET /account-openings/{token}': fails(anyone(forged)),
  'POST /account-openings/{token}': fails(anyone(() => ({ ...forged(), body: { password: 'long enough' } }))),
  'POST /me/email-confirmations': member(),
  'POST /me/phone-codes': fails(member()),
  'POST /me/phone-confirmations': fails(member(() => ({ body: { code: '000000' } }))),
  'GET /email-confirmations/{token}': fails(anyone(forged)),
  'POST /email-confirmations/{token}': fails(anyone(forged)),
  'POST /me/email-changes': fails(
    signedIn(() => ({ body: { email: 'new@club.example', password: 'guess' } })),
  ),
  'GET /email-changes/{token}': fails(anyone(forged)),
  'POST /email-changes/{token}': fails(anyone(forged)),
  'POST /email-change-stops/{token}': fails(anyone(forged)),
  'GET /preferences/{token}': fails(anyone(forged)),
  'PUT /preferences/{token}': fails(
    anyone(() => ({ ...forged(), body: { consents: [{ purpose: 'tracking', granted: false }] } })),
  ),
  'GET /me/preferences-link': member(),
  'GET /unsubscriptions/{token}': anyone(forged),
  'POST /unsubscriptions/{token}': fails(anyone(forged)),

  'GET /referral-codes/{code}': anyone(() => ({ path: ['7K3M9QWX'] })),
  'GET /referrals': rule(managers, 'members:read')(),
  'POST /referrals/{id}/approve': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: {} })),
  ),
  'POST /referrals/{id}/refuse': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: { reason: 'One person' } })),
  ),
  'GET /equal-phones': rule(managers, 'members:read')(),
  'GET /merge-requests': rule(managers, 'members:read')(),
  'POST /merge-requests/{id}/decline': fails(
    rule(managers, 'members:write')(() => ({ path: [randomUUID()], body: { reason: 'two people' } })),
  ),
  'GET /members/{id}/sessions': rule(managers, 'members:read')(ofMember),
  'DELETE /members/{id}/sessions': rule(
    managers,
    'members:write',
  )(({ otherMemberId }) => ({ path: [otherMemberId] })),

  'GET /staff': rule(managers)(),
  'POST /staff': rule(managers)(() => ({
    body: { email: `${unique()}@staff.example`, displayName: 'New', role: 'cashier', language: 'de' },
  })),
  'PATCH /staff/{id}': rule(managers)(({ staffId }) => ({
    path: [staffId],
    version: 1,
    body: { locations: [] },
  })),
  'POST /staff/{id}/invitations': fails(rule(managers)(({ staffId }) => ({ path: [staffId] }))),
  'GET /invitations/{token}': fails(anyone(forged)),
  'POST /invitations/{token}': fails(
    anyone(() => ({ ...forged(), body: { password: 'long enough for staff' } })),
  ),

  'GET /legal-texts': anyone(),
  'GET /legal-texts/{kind}': fails(anyone(() => ({ path: ['terms'] }))),
  'GET /legal-texts/{kind}/versions': anyone(() => ({ path: ['terms'] })),
  'GET /legal-texts/{kind}/versions/{version}': fails(anyone(() => ({ path: ['terms', '1'] }))),
  'POST /legal-texts/{kind}/versions': fails(
    rule(managers, 'club:write')(() => ({ path: ['terms'], version: 1, body: {} })),
  ),
  'GET /legal-texts/{kind}/draft': rule(managers, 'club:read')(() => ({ path: ['terms'] })),
  'PUT /legal-texts/{kind}/draft': fails(
    rule(managers, 'club:write')(() => ({ path: ['imprint'], version: 99, body: { content: { en: 'Us' } } })),
  ),
  'GET /legal-templates': rule(managers, 'club:read')(),
  'GET /legal-settings': rule(managers, 'club:read')(),
  'PUT /legal-settings': rule(managers, 'club:write')(() => ({ body: { operator: 'Us' } })),
  'GET /terms-acceptance': rule(managers, 'members:read')(),
  'GET /me/terms': member(),
  'POST /me/terms-acceptances': fails(member(() => ({ body: { version: 1 } }))),

  'GET /api-keys': admin(),
  'POST /api-keys': admin(() => ({ body: { name: 'new', scopes: ['*'] } })),
  'DELETE /api-keys/{id}': admin(({ apiKeyId }) => ({ path: [apiKeyId] })),
  'GET /audit-entries': rule(managers, 'audit:read')(),
  'GET /event-consumers': rule(managers, 'audit:read')(),
  'GET /event-failures': rule(managers, 'audit:read')(),
  'POST /event-failures/{id}/replay': fails(rule(managers, 'club:write')(() => ({ path: [randomUUID()] }))),
  'POST /event-failures/{id}/discard': fails(
    rule(managers, 'club:write')(() => ({ path: [randomUUID()], body: { reason: 'gone' } })),
  ),
};

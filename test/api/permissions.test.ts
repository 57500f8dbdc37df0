import { randomUUID } from 'node:crypto';
import type { Message, Permission, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MailPermission } from '../../apps/api/src/platform/mail/index.ts';
import { Permissions } from '../../apps/api/src/features/permissions/index.ts';
import { openShop } from '../support/shop.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { freeModeration } from '../support/makers/free-moderation.ts';
import { makeMember } from '../support/makers/members.ts';
import {
  makeConfirmed,
  questionMail,
  registerMails,
  wantsOffers,
  writeMail,
} from '../support/makers/permitted-mails.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let manager: SignedIn;
beforeAll(async () => {
  club = await startMailedApp();
  registerMails(club.api);
  manager = await makeStaff(club.api, ['manager']);
});
afterAll(() => club.close());

const confirmed = (more: Parameters<typeof makeConfirmed>[1] = {}) => makeConfirmed(club.api, more);
const write = (member: Parameters<typeof writeMail>[1], template?: Parameters<typeof writeMail>[2]) =>
  writeMail(club.api, member, template);
interface Outcome extends Record<string, unknown> {
  readonly state: string;
  readonly permission: Permission;
}
/** What became of the only mail to a member. */
const outcome = (id: string): Promise<Outcome> =>
  vi.waitFor(
    async () => {
      const rows = await rowsOf<Outcome>(
        club.api,
        `select state, permission from mails where about_id = $1 and state <> 'queued'`,
        [id],
      );
      expect(rows).toHaveLength(1);
      return rows[0] as Outcome;
    },
    { timeout: 20_000, interval: 50 },
  );
const answers = async (id: string): Promise<Record<string, Permission>> => {
  const { body } = await send(club.api, 'get', `/members/${id}/permissions`, manager).expect(200);
  return Object.fromEntries(
    (body.messages as Permission[]).map((each) => [`${each.class} ${each.channel}`, each]),
  );
};
const consent = (id: string, consents: object[]) =>
  send(club.api, 'put', `/members/${id}/consents`, { key: club.key, body: { consents } }).expect(200);
const rules = (countries: object[]) =>
  send(club.api, 'put', '/permission-settings', { ...manager, body: { countries } });

describe('a mail with advertising', () => {
  it('is sent with the consent of the member, and names it', async () => {
    const member = await confirmed({ consents: [wantsOffers] });
    await write(member);
    await club.mailbox.received(member.email ?? '');
    expect(await outcome(member.id)).toMatchObject({
      state: 'sent',
      permission: {
        class: 'marketing',
        channel: 'email',
        allowed: true,
        basis: 'consent',
        reason: null,
        country: 'at',
        consent: { state: 'granted', version: 2, language: 'de' },
      },
    });
  });

  it('is not sent without a consent: the mail list, the log of the member and the row say why', async () => {
    const member = await confirmed();
    const before = (await send(club.api, 'get', '/mails', manager).expect(200)).body.notPermitted;
    await write(member);
    expect(await outcome(member.id)).toMatchObject({
      state: 'not-permitted',
      permission: { allowed: false, basis: null, reason: 'never-asked', consent: null },
    });
    expect(club.mailbox.to(member.email ?? '')).toEqual([]);
    expect((await send(club.api, 'get', '/mails', manager).expect(200)).body.notPermitted).toBe(before + 1);
    const { body } = await send(club.api, 'get', `/members/${member.id}/timeline`, manager).expect(200);
    expect((body.data as TimelineEntry[]).filter(({ kind }) => kind.startsWith('message.'))).toMatchObject([
      { kind: 'message.not-permitted', details: { template: 'test-offer', notPermitted: 'never-asked' } },
    ]);
  });

  it('asks when it is sent, not when it is queued', async () => {
    const member = await confirmed({ consents: [wantsOffers] });
    await club.mailbox.away();
    await write(member);
    await vi.waitFor(
      async () =>
        expect(
          await rowsOf(club.api, 'select attempts > 0 as tried from mails where about_id = $1', [member.id]),
        ).toEqual([{ tried: true }]),
      { timeout: 15_000 },
    );
    await consent(member.id, [{ purpose: 'marketing', granted: false }]);
    await club.mailbox.back();
    expect(await outcome(member.id)).toMatchObject({
      state: 'not-permitted',
      permission: { reason: 'refused' },
    });
    expect(club.mailbox.to(member.email ?? '')).toEqual([]);
  });

  it('does not go to an address that the member no longer has, nor to nobody', async () => {
    const member = await confirmed({ consents: [wantsOffers] });
    await write({ id: member.id, email: 'former@member.example' });
    expect(await outcome(member.id)).toMatchObject({ permission: { reason: 'other-address' } });
    const port = club.api.app.get(MailPermission);
    const nobody = {
      class: 'marketing',
      channel: 'email',
      about: null,
      recipient: 'any@member.example',
    } as const;
    expect(await port.of(nobody)).toMatchObject({ allowed: false, reason: 'not-a-member' });
    expect(await port.of({ ...nobody, class: 'service' })).toMatchObject({
      allowed: true,
      basis: 'service',
    });
  });

  it('is another consent than a survey', async () => {
    const member = await confirmed({ consents: [wantsOffers] });
    await write(member, questionMail);
    expect(await outcome(member.id)).toMatchObject({
      state: 'not-permitted',
      permission: { class: 'survey', reason: 'never-asked' },
    });
  });
});

describe('what the club may send', () => {
  it('is told by class and channel', async () => {
    const member = await makeMember(club.api, { phone: '+436601234567', consents: [wantsOffers] });
    const told = await answers(member.id);
    expect(Object.keys(told)).toHaveLength(13);
    expect(told['service email']).toMatchObject({ allowed: true, basis: 'service' });
    expect(told['marketing email']).toMatchObject({ reason: 'address-unconfirmed', country: 'at' });
    expect(told['marketing post']).toMatchObject({ reason: 'no-address' });
    await consent(member.id, [{ purpose: 'marketing', channel: 'telephone', granted: true }]);
    expect((await answers(member.id))['marketing telephone']).toMatchObject({
      allowed: true,
      consent: { version: null },
    });
    const { body } = await send(club.api, 'get', `/members/${member.id}/permissions`, manager).expect(200);
    expect(body.uses).toMatchObject([
      { purpose: 'profiling', reason: 'never-asked' },
      { purpose: 'tracking', reason: 'never-asked' },
    ]);
    await expectProblem(
      send(club.api, 'get', `/members/${randomUUID()}/permissions`, manager),
      404,
      'not-found',
    );
  });

  it('follows the rules by country that the club set', async () => {
    const member = await confirmed({
      birthday: '2012-01-01',
      phone: '+436609999999',
      consents: [wantsOffers],
    });
    expect((await answers(member.id))['marketing email']?.allowed).toBe(true);
    await rules([{ country: 'at', ageOfConsent: 16, existingCustomers: false }]).expect(200);
    expect((await answers(member.id))['marketing email']).toMatchObject({
      reason: 'under-age',
      country: 'at',
    });
    await expectProblem(
      rules([{ country: 'at', ageOfConsent: 12, existingCustomers: false }]),
      400,
      'invalid-request',
      '/countries/0/ageOfConsent',
    );
    const twice = { country: 'cz', ageOfConsent: null, existingCustomers: false };
    await expectProblem(rules([twice, twice]), 400, 'invalid-request', '/countries');
    const { body } = await rules([]).expect(200);
    expect(body).toEqual({
      version: expect.any(Number),
      country: 'at',
      quietHours: { from: 20, until: 8 },
      mostPerWeek: 3,
      countries: [
        { country: 'de', ageOfConsent: null, existingCustomers: false, usualAge: 16 },
        { country: 'at', ageOfConsent: null, existingCustomers: false, usualAge: 14 },
        { country: 'cz', ageOfConsent: null, existingCustomers: false, usualAge: 15 },
      ],
    });
  });

  it('reaches customers who were never asked, where the club said so, until they refuse', async () => {
    const shop = await openShop(club.api);
    const [buyer, visitor] = [await confirmed(), await confirmed()];
    await shop.sell(500, buyer.id);
    expect((await answers(buyer.id))['marketing email']?.reason).toBe('never-asked');
    await rules([{ country: 'at', ageOfConsent: null, existingCustomers: true }]).expect(200);
    await write(buyer);
    expect(await outcome(buyer.id)).toMatchObject({
      state: 'sent',
      permission: { basis: 'existing-customer', consent: null },
    });
    expect((await answers(visitor.id))['marketing email']?.reason).toBe('never-asked');
    await consent(buyer.id, [{ purpose: 'marketing', granted: false }]);
    expect((await answers(buyer.id))['marketing email']?.reason).toBe('refused');
    expect(await club.api.app.get(Permissions).permits(buyer.id, 'profiling')).toMatchObject({
      allowed: false,
      reason: 'never-asked',
    });
    await rules([]).expect(200);
  });
});

describe('the messages of a member', () => {
  it('are listed in pages, newest first, with why each was allowed or not', async () => {
    const member = await confirmed();
    await write(member);
    await outcome(member.id);
    await consent(member.id, [{ purpose: 'marketing', channel: 'email', granted: true }]);
    const confirmation = await club.mailbox.received(member.email ?? '');
    const list = async (query: string) =>
      (await send(club.api, 'get', `/members/${member.id}/messages${query}`, manager).expect(200)).body;
    await vi.waitFor(
      async () => expect(((await list('')).data as Message[]).map(({ state }) => state)).toContain('sent'),
      {
        timeout: 20_000,
      },
    );
    const { data, cursor } = await list('');
    expect(cursor.next).toBeNull();
    const byCause = Object.fromEntries((data as Message[]).map((each) => [each.cause, each]));
    expect(byCause).toMatchObject({
      'confirm-email': {
        class: 'service',
        channel: 'email',
        title: confirmation.subject,
        state: 'sent',
        permission: { basis: 'service' },
      },
      'test-offer': {
        class: 'marketing',
        title: 'Croissants',
        state: 'not-permitted',
        permission: { reason: 'never-asked' },
        sentAt: null,
      },
    });
    const first = await list('?limit=1');
    const rest = await list(`?limit=1&cursor=${first.cursor.next}`);
    expect([...first.data, ...rest.data]).toEqual(data);
    await expectProblem(
      send(club.api, 'get', `/members/${randomUUID()}/messages`, manager),
      404,
      'not-found',
    );
  });
});

const usualTimes = { country: null, profileDays: null, consentProofYears: null, bookkeepingYears: null };
const changed = { ...usualTimes, profileDays: 45 };
const ofTheClub = [
  ['/permission-settings', { countries: [], mostPerWeek: null }, { countries: [], mostPerWeek: 2 }],
  ['/moderation/settings', freeModeration, { ...freeModeration, firstPosts: 5 }],
  ['/legal-settings', { operator: 'Us' }, { operator: 'Them' }],
  ['/privacy-settings', usualTimes, changed],
] as const;

it.each(ofTheClub)(
  'two people who change %s at once do not overwrite each other',
  async (path, body, others) => {
    const read = async () => (await send(club.api, 'get', path, manager).expect(200)).body;
    const put = (sent: object, version?: number) =>
      send(club.api, 'put', path, {
        ...manager,
        body: sent,
        ...(version === undefined ? {} : { version }),
      });
    const { version } = await read();
    const replies = await Promise.all([put(body, version), put(body, version)]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const known = await read();
    expect(known.version).toBe(version + 1);
    await expectProblem(put(others, version), 412, 'version-changed');
    expect(await read()).toEqual(known);
    // Clients from before there were versions send none.
    expect((await put(others).expect(200)).headers['etag']).toBe(`"${version + 2}"`);
    await put(body, version + 2).expect(200);
  },
);

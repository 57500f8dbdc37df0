import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CloseMembersJob } from '../../apps/api/src/features/members/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, offer, Till } from '../support/makers/purchases.ts';
import { asOwner } from '../support/owner.ts';
import { expectProblem, pluck, send } from '../support/requests.ts';

let mailbox: Mailbox;
let api: TestApp;
let key: string;
let location: string;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
  key = await makeKey(api);
  await makeRule(api);
  location = (await makeLocation(api)).code;
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
  await mailbox.away();
});

const ask = ({ cookie, password }: SignedInMember) =>
  send(api, 'post', '/me/closing', { cookie, body: { password } });
const statusOf = async (id: string): Promise<string> =>
  (await send(api, 'get', `/members/${id}`, { key })).body.status;
/** The history of the membership, newest first. */
const storyOf = async (id: string): Promise<string[]> =>
  pluck((await send(api, 'get', `/members/${id}/timeline`, { key })).body, 'kind').filter((kind) =>
    /^member\.(clos|reopened)/.test(kind),
  );
const closeDue = () => api.app.get(CloseMembersJob).closeDue();

/** A purchase with points, and the card's number. */
const shop = async (id: string): Promise<string> => {
  await new Till(api, key, location).sell(id);
  const cards = await send(api, 'get', `/members/${id}/cards`, { key });
  return cards.body.data[0].number;
};

describe('a member who closes the membership', () => {
  it('waits 14 days, then is closed at night: the card is refused, sign-in is impossible, the books do not change', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    const card = await shop(id);
    const before = (await send(api, 'get', `/members/${id}/points`, { key })).body;
    expect(before.available).toBe(47);

    const asked = await ask(member).expect(201);
    expect(Date.parse(asked.body.closesAt) - Date.parse(asked.body.askedAt)).toBe(14 * 86_400_000);
    expect((await send(api, 'get', '/me/closing', member)).body).toEqual({ closing: asked.body });
    // A second request changes nothing.
    api.clock.advance({ days: 13 });
    expect((await ask(member).expect(201)).body).toEqual(asked.body);
    expect(await closeDue()).toBe(0);
    expect(await statusOf(id)).toBe('active');

    api.clock.advance({ days: 1 });
    expect(await closeDue()).toBe(1);
    expect(await closeDue()).toBe(0);
    expect(await statusOf(id)).toBe('closed');
    await expectProblem(send(api, 'get', '/me', member), 401, 'not-signed-in');
    const { email, password } = member;
    await expectProblem(
      send(api, 'post', '/sessions', { body: { email, password } }).set('origin', api.url),
      401,
      'wrong-credentials',
    );
    await expectProblem(
      send(api, 'post', '/cards/resolve', { key, body: { code: card } }),
      422,
      'member-not-active',
      '/code',
    );
    await expectProblem(
      send(api, 'post', '/purchases', { key, body: offer(api, location, { member: { card } }) }).set(
        'idempotency-key',
        'closed-card',
      ),
      422,
      'member-not-active',
      '/member/card',
    );
    expect((await send(api, 'get', `/members/${id}/points`, { key })).body).toEqual(before);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
    expect(await storyOf(id)).toEqual(['member.closed', 'member.closing-asked']);
    const audit = await send(api, 'get', `/audit-entries?action=member.closed&subject=${id}`, { key });
    expect(audit.body.data).toMatchObject([{ actor: { kind: 'system' }, subject: { type: 'member', id } }]);
  });

  it('gets one mail at the request and one at the closing, to the address of that time', async () => {
    const member = await makeSignedInMember(api);
    const email = member.member.email ?? '';
    const asked = await ask(member).expect(201);
    await ask(member).expect(201);
    const first = await mailbox.received(email);
    const day = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'Europe/Vienna' }).format(
      new Date(asked.body.closesAt),
    );
    expect(first.subject).toBe(`Deine Mitgliedschaft endet am ${day}`);
    expect(first.text).toContain('/club/profile#closing');
    api.clock.advance({ days: 14 });
    expect(await closeDue()).toBe(1);
    // The mail must not read them again: an erasure could come first.
    await api.app
      .get(Transactions)
      .query({ name: '', text: 'update members set email = null, first_name = null' });
    const last = await mailbox.received(email, 2);
    expect(last.subject).toBe('Deine Mitgliedschaft bei Regulars ist beendet');
    expect(last.text).toContain('Mach’s gut, Anna');
  });

  it('gets no mail if staff close the membership themselves, but gets one if they only speed it up', async () => {
    const { cookie } = await makeStaff(api, ['manager']);
    const [alone, hurried] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await ask(hurried).expect(201);
    for (const { member } of [alone, hurried])
      await send(api, 'post', `/members/${member.id}/close`, { cookie, body: { reason: 'asked' } }).expect(
        200,
      );
    await mailbox.received(hurried.member.email ?? '', 2);
    expect(mailbox.to(alone.member.email ?? '')).toEqual([]);
  });

  it('can cancel the closing', async () => {
    const member = await makeSignedInMember(api);
    await ask(member).expect(201);
    api.clock.advance({ hours: 1 });
    await send(api, 'delete', '/me/closing', member).expect(204);
    await send(api, 'delete', '/me/closing', member).expect(204);
    expect(await storyOf(member.member.id)).toEqual(['member.closing-withdrawn', 'member.closing-asked']);
    expect((await send(api, 'get', '/me/closing', member)).body).toEqual({ closing: null });
    api.clock.advance({ days: 15 });
    expect(await closeDue()).toBe(0);
    expect(await statusOf(member.member.id)).toBe('active');
    await ask(member).expect(201);
    await send(api, 'delete', '/me/closing', member).expect(204);
  });

  it('confirms with the password or a recent sign-in', async () => {
    const member = await makeSignedInMember(api);
    const { cookie } = member;
    api.clock.advance({ minutes: 11 });
    await expectProblem(
      send(api, 'post', '/me/closing', { cookie, body: {} }),
      401,
      'wrong-credentials',
      '/password',
    );
    await expectProblem(
      send(api, 'post', '/me/closing', { cookie, body: { password: 'guess' } }),
      401,
      'wrong-credentials',
      '/password',
    );
    expect((await send(api, 'get', '/me/closing', member)).body).toEqual({ closing: null });
    const fresh = await makeSignedInMember(api);
    await send(api, 'post', '/me/closing', { cookie: fresh.cookie, body: {} }).expect(201);
    await send(api, 'delete', '/me/closing', fresh).expect(204);
  });

  it('keeps the sign-in for work', async () => {
    const member = await makeSignedInMember(api, { roles: ['cashier'] });
    await ask(member).expect(201);
    api.clock.advance({ days: 14 });
    expect(await closeDue()).toBe(1);
    expect(await statusOf(member.member.id)).toBe('closed');
    const { email, password } = member;
    const session = await send(api, 'post', '/sessions', { body: { email, password } }).set(
      'origin',
      api.url,
    );
    expect(session.body.roles).toContain('cashier');
  });
});

describe('staff', () => {
  let manager: { cookie: string };
  beforeEach(async () => {
    manager = await makeStaff(api, ['manager']);
  });

  it('close a membership at once with a reason, and reopen it in its old state', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    const reason = 'asked at the till';
    const closed = await send(api, 'post', `/members/${id}/close`, { ...manager, body: { reason } });
    expect({ status: closed.status, member: closed.body.status }).toEqual({ status: 200, member: 'closed' });
    await expectProblem(send(api, 'get', '/me', member), 401, 'not-signed-in');
    // A second call gives the same result.
    await send(api, 'post', `/members/${id}/close`, { ...manager, body: { reason } }).expect(200);
    const entries = await send(api, 'get', `/audit-entries?action=member.closed&subject=${id}`, { key });
    expect(entries.body.data).toMatchObject([{ actor: { kind: 'account' }, after: { reason } }]);

    api.clock.advance({ hours: 1 });
    const opened = await send(api, 'post', `/members/${id}/reopen`, manager);
    expect({ status: opened.status, member: opened.body.status }).toEqual({ status: 200, member: 'active' });
    await send(api, 'post', `/members/${id}/reopen`, manager).expect(200);
    expect(await storyOf(id)).toEqual(['member.reopened', 'member.closed']);
    await shop(id);
  });

  it('end the sign-in for good: only a new password by a link opens the account again', async () => {
    const member = await makeSignedInMember(api);
    const { email, password } = member;
    const { id } = member.member;
    await send(api, 'post', `/members/${id}/close`, { ...manager, body: { reason: 'asked' } }).expect(200);
    expect(
      await asOwner(
        api,
        `select a.password_hash, (select count(*)::int from sessions s where s.account_id = a.id) as sessions,
           (select count(*)::int from known_browsers b where b.account_id = a.id) as browsers
         from accounts a where member_id = '${id}'`,
      ),
    ).toEqual([{ password_hash: null, sessions: 0, browsers: 0 }]);
    await send(api, 'post', `/members/${id}/reopen`, manager).expect(200);
    const signIn = (typed: string) =>
      send(api, 'post', '/sessions', { body: { email, password: typed } }).set('origin', api.url);
    await expectProblem(signIn(password), 401, 'wrong-credentials');
    await send(api, 'post', '/password-resets', { body: { email } }).expect(202);
    const token = await mailbox.link(email, '/reset-password');
    await send(api, 'post', `/password-resets/${token}`, { body: { password: 'ein neuer Satz' } }).expect(
      204,
    );
    await signIn('ein neuer Satz').expect(201);
  });

  it('close a waiting member, and reopen a blocked member as blocked', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    await ask(member).expect(201);
    const { version } = (await send(api, 'get', `/members/${id}`, { key })).body;
    await send(api, 'patch', `/members/${id}`, { key, version, body: { status: 'blocked' } }).expect(200);
    await send(api, 'post', `/members/${id}/close`, { ...manager, body: { reason: 'fraud' } }).expect(200);
    api.clock.advance({ days: 15 });
    expect(await closeDue()).toBe(0);
    const opened = await send(api, 'post', `/members/${id}/reopen`, { key }).expect(200);
    expect(opened.body.status).toBe('blocked');
  });

  it('cannot reopen by an edit, cannot close an unknown member, and must give a reason', async () => {
    const { id } = await makeMember(api);
    await expectProblem(
      send(api, 'post', `/members/${id}/close`, { ...manager, body: { reason: ' ' } }),
      400,
      'invalid-request',
      '/reason',
    );
    expect(await statusOf(id)).toBe('active');
    const closed = await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } });
    const { version } = closed.body;
    await expectProblem(
      send(api, 'patch', `/members/${id}`, { key, version, body: { status: 'active' } }),
      422,
      'member-not-active',
      '/status',
    );
    expect(await statusOf(id)).toBe('closed');
    const nobody = '00000000-0000-7000-8000-000000000000';
    await expectProblem(
      send(api, 'post', `/members/${nobody}/close`, { key, body: { reason: 'x' } }),
      404,
      'not-found',
    );
    await expectProblem(send(api, 'post', `/members/${nobody}/reopen`, { key }), 404, 'not-found');
  });
});

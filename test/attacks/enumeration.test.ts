import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Passwords } from '../../apps/api/src/features/identity/index.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { cookiesOf, expectProblem, pluck, send } from '../support/requests.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
let key: string;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api, key } = club);
});
afterAll(() => club.close());

const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });
const anyAddress = (): string => `${randomUUID()}@customer.example`;
const join = (email: string, password = 'ein kurzer Satz') =>
  post('/registrations', {
    email,
    password,
    firstName: 'Anna',
    lastName: 'Krause',
    language: 'en',
    consents: [{ purpose: 'terms', granted: true }],
  });
const knownAddresses = async (): Promise<string[]> => {
  const enrolled = await makeMember(api);
  const confirmed = await makeMember(api, { emailConfirmedAt: new Date() });
  const { email: account } = await makeSignedInMember(api);
  const typed = anyAddress();
  await join(typed).expect(201);
  return [enrolled.email ?? '', confirmed.email ?? '', account, typed];
};
/** A reply without the values that change each time, for comparison. */
const shapeOf = ({ status, body, headers }: { status: number; body: object; headers: object }): unknown => ({
  status,
  fields: Object.keys(body),
  headers: Object.keys(headers).toSorted(),
});
const hashes = async (work: () => Promise<unknown>): Promise<number> => {
  const passwords = api.app.get(Passwords);
  const spies = [vi.spyOn(passwords, 'fits'), vi.spyOn(passwords, 'hash')];
  try {
    await work();
    return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};

describe('whether an address belongs to a customer', () => {
  it('is not revealed by joining', async () => {
    const stranger = shapeOf(await join(anyAddress()));
    for (const email of await knownAddresses()) {
      const reply = await join(email);
      expect(shapeOf(reply)).toEqual(stranger);
      expect(reply.body).toMatchObject({ account: { email }, roles: ['member'] });
      const { body } = await send(api, 'get', '/me', { cookie: cookiesOf(reply) }).expect(200);
      expect(body.member).toMatchObject({ email, emailConfirmed: false });
      expect(body.balance.available).toBe(0);
    }
    expect(await hashes(() => join(anyAddress()))).toBe(1);
    const [known = ''] = await knownAddresses();
    expect(await hashes(() => join(known))).toBe(1);
  });

  it('is not revealed by signing in: always the same message after three hashes', async () => {
    const attempts = [anyAddress(), ...(await knownAddresses())];
    const replies: string[] = [];
    for (const email of attempts) {
      const checked = await hashes(async () => {
        const { status, body } = await post('/sessions', { email, password: 'not the password' });
        replies.push(`${status} ${JSON.stringify({ ...body, requestId: null })}`);
      });
      expect(checked).toBe(3);
    }
    expect(new Set(replies).size).toBe(1);
    const { email, password } = await makeSignedInMember(api);
    expect(await hashes(() => post('/sessions', { email, password }))).toBe(3);
  });

  it('is not revealed by requesting a link', async () => {
    const replies: unknown[] = [];
    for (const email of [anyAddress(), ...(await knownAddresses())])
      replies.push(shapeOf(await post('/password-resets', { email })));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  });

  it('is not revealed to a member who changes e-mail or phone', async () => {
    const phone = '+436605554433';
    await makeMember(api, { phone });
    const { cookie, password } = await makeSignedInMember(api);
    for (const email of [anyAddress(), ...(await knownAddresses())])
      await post('/me/email-changes', { email, password }, cookie).expect(202);
    const { body } = await send(api, 'get', '/me', { cookie }).expect(200);
    await send(api, 'patch', '/me', { cookie, version: body.member.version, body: { phone } }).expect(200);
  });
});

describe('an address that several accounts have typed', () => {
  const signIn = (email: string, password: string) => post('/sessions', { email, password });

  it('signs in the account that confirmed it, then the two newest by their passwords', async () => {
    const email = anyAddress();
    const passwords = ['the oldest of them', 'the second of them', 'the newest of them'];
    const [oldest, second, newest] = passwords;
    const ids: string[] = [];
    for (const password of passwords) {
      ids.push((await join(email, password).expect(201)).body.member.id);
      await mailbox.link(email, '/confirm-email', ids.length);
      api.clock.advance({ minutes: 1 });
    }
    await expectProblem(signIn(email, oldest ?? ''), 401, 'wrong-credentials');
    expect((await signIn(email, second ?? '').expect(201)).body.member.id).toBe(ids[1]);
    expect((await signIn(email, newest ?? '').expect(201)).body.member.id).toBe(ids[2]);
    const first = await mailbox.link(email, '/confirm-email');
    await post(`/email-confirmations/${first}`, { password: 'the mailbox is mine' }).expect(204);
    expect((await signIn(email, 'the mailbox is mine').expect(201)).body.member.id).toBe(ids[0]);
    expect((await signIn(email, newest ?? '').expect(201)).body.member.id).toBe(ids[2]);
  });

  it('gets a password link for the account that confirmed it, else for the newest', async () => {
    const email = anyAddress();
    await join(email, 'the older of both').expect(201);
    api.clock.advance({ minutes: 1 });
    const newest = (await join(email, 'the newer of both').expect(201)).body.member.id;
    await post('/password-resets', { email }).expect(202);
    const reset = await mailbox.link(email, '/reset-password');
    await post(`/password-resets/${reset}`, { password: 'set by the mailbox' }).expect(204);
    const session = await signIn(email, 'set by the mailbox').expect(201);
    expect(session.body.member.id).toBe(newest);
    const { body } = await send(api, 'get', '/me', { cookie: cookiesOf(session) });
    expect(body.member.emailConfirmed).toBe(true);
    api.clock.advance({ minutes: 1 });
    await join(email, 'and one more comes').expect(201);
    await post('/password-resets', { email }).expect(202);
    const again = await mailbox.link(email, '/reset-password', 2);
    await post(`/password-resets/${again}`, { password: 'set once more' }).expect(204);
    expect((await signIn(email, 'set once more').expect(201)).body.member.id).toBe(newest);
  });

  it('sends a member who was registered by staff their own link, even if others typed the address later', async () => {
    const { id, email } = await makeMember(api);
    const address = email ?? '';
    await join(address, 'typed by somebody').expect(201);
    await post('/password-resets', { email: address }).expect(202);
    const token = await mailbox.link(address, '/open-account');
    const consents = [{ purpose: 'terms', granted: true }];
    const opened = await post(`/account-openings/${token}`, {
      password: 'mine from the shop',
      consents,
    }).expect(201);
    expect(opened.body.member.id).toBe(id);
    await post('/password-resets', { email: address }).expect(202);
    const resets = await mailbox.link(address, '/reset-password', 2);
    await post(`/password-resets/${resets}`, { password: 'mine and confirmed' }).expect(204);
    expect((await signIn(address, 'mine and confirmed').expect(201)).body.member.id).toBe(id);
  });

  it('is joined by a merge request that staff decide', async () => {
    const email = anyAddress();
    const first = await join(email).expect(201);
    const other = first.body.member.id;
    await post(
      `/email-confirmations/${await mailbox.link(email, '/confirm-email')}`,
      undefined,
      cookiesOf(first),
    ).expect(204);
    const second = await join(email, 'a second membership').expect(201);
    const cookie = cookiesOf(second);
    const token = await mailbox.link(email, '/confirm-email', 2);
    const read = await send(api, 'get', `/email-confirmations/${token}`, { cookie });
    expect(read.body).toMatchObject({ needsPassword: false, otherMembership: 'confirmed' });
    const confirm = (body?: object) => post(`/email-confirmations/${token}`, body, cookie);
    await expectProblem(confirm(), 409, 'already-taken', '/bringTogether');
    await confirm({ bringTogether: true }).expect(204);
    await expectProblem(confirm({ bringTogether: true }), 409, 'link-used');
    expect((await send(api, 'get', '/me', { cookie })).body.member.emailConfirmed).toBe(false);
    const { body } = await send(api, 'get', '/merge-requests?state=open&limit=1', { key }).expect(200);
    expect(body.data).toMatchObject([
      {
        state: 'open',
        member: { id: second.body.member.id, displayName: 'Anna Krause' },
        other: { id: other },
      },
    ]);
  });

  it('can be confirmed if others only typed it, with or without a merge request', async () => {
    const { id, email } = await makeMember(api);
    const joined = await join(email ?? '').expect(201);
    const token = await mailbox.link(email ?? '', '/confirm-email');
    const cookie = cookiesOf(joined);
    expect((await send(api, 'get', `/email-confirmations/${token}`, { cookie })).body.otherMembership).toBe(
      'unconfirmed',
    );
    await post(`/email-confirmations/${token}`, { bringTogether: true }, cookie).expect(204);
    expect((await send(api, 'get', '/me', { cookie })).body.member.emailConfirmed).toBe(true);
    const { body } = await send(api, 'get', '/merge-requests', { key });
    expect(pluck<{ id: string }>(body, 'other').map((other) => other.id)).toContain(id);
  });
});

describe('staff and keys', () => {
  it('are told who has an e-mail or phone, confirmed or not', async () => {
    const phone = '+436601112233';
    const { id, email } = await makeMember(api, { phone });
    const { body: typed } = await join(anyAddress()).expect(201);
    const cashier = await makeStaff(api, ['cashier']);
    const { cookie } = cashier;
    for (const [body, pointer, memberId] of [
      [{ email: email?.toUpperCase() }, '/email', id],
      [{ phone: '0043 660 1112233' }, '/phone', id],
      [{ email: typed.account.email, phone }, '/email', typed.member.id],
    ] as const) {
      const reply = await post('/members', { language: 'de', ...body }, cookie);
      expect(reply.body).toMatchObject({ status: 409, code: 'already-taken', memberId });
      expect(pluck({ data: reply.body.errors }, 'pointer')).toEqual([pointer]);
    }
    const mine = await makeMember(api);
    const patch = (body: object) =>
      send(api, 'patch', `/members/${mine.id}`, { key, version: mine.version, body });
    await expectProblem(patch({ phone }), 409, 'already-taken', '/phone');
    expect((await patch({ email })).body).toMatchObject({ code: 'already-taken', memberId: id });
    expect((await send(api, 'get', `/members/${mine.id}`, { key })).body).toMatchObject({
      version: mine.version,
      email: mine.email,
    });
    await patch({ email: mine.email, phone: null, firstName: 'Eva' }).expect(200);
  });

  it('cannot double a phone number, however many tills enter it at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        send(api, 'post', '/members', { key, body: { language: 'de', phone: '+436609998877' } }),
      ),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(7).fill(409)]);
  });
});

describe('a code typed at the till', () => {
  const resolve = (code: string) => send(api, 'post', '/cards/resolve', { key, body: { code } });
  const phoneOf = async (phone: string): Promise<string> => {
    const { cookie, member } = await makeSignedInMember(api);
    const { body } = await send(api, 'get', '/me', { cookie });
    await send(api, 'patch', '/me', { cookie, version: body.member.version, body: { phone } }).expect(200);
    return member.id;
  };

  it('is a customer number rather than a phone number', async () => {
    const customer = await makeMember(api, { externalId: '+436641234500' });
    await phoneOf('+436641234500');
    expect((await resolve('+436641234500').expect(200)).body.member.id).toBe(customer.id);
    const { id } = await makeMember(api, { externalId: 'K-0815' });
    expect((await resolve(' K-0815 ').expect(200)).body.member.id).toBe(id);
  });

  it('finds the member who confirmed the e-mail before members who only typed it', async () => {
    const { id, email } = await makeMember(api, { emailConfirmedAt: new Date() });
    await join(email ?? '').expect(201);
    expect((await resolve(email ?? '').expect(200)).body.member.id).toBe(id);
  });

  it('gives a list if several members have it', async () => {
    const phone = '+436645556677';
    const ids = [await phoneOf(phone), await phoneOf(phone)];
    const { body } = await resolve('0664 5556677').expect(409);
    expect(body).toMatchObject({ code: 'several-members', errors: [{ pointer: '/code' }] });
    const listed: { id: string; displayName: string; cardNumber: string }[] = body.members;
    expect(listed.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(listed[0]).toMatchObject({
      displayName: 'Anna K.',
      cardNumber: expect.stringMatching(/^\d{16}$/),
    });
    expect((await resolve(ids[0] ?? '').expect(200)).body.member.id).toBe(ids[0]);
    expect((await resolve(listed[1]?.cardNumber ?? '').expect(200)).body.member.id).toBe(listed[1]?.id);
  });
});

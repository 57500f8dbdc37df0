import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';

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
const anyAddress = (): string => `${randomUUID()}@links.example`;
const next = 'ein ganz neuer Satz';
const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await send(api, 'get', '/sessions/current', { cookie })).status === 200;

/** A person who is staff and member, with an open password reset and an open e-mail change. */
const withOpenLinks = async () => {
  const email = anyAddress();
  const member = await makeMember(api, { email });
  const staff = await makeStaff(api, ['cashier'], { memberId: member.id });
  const wanted = anyAddress();
  await post('/me/email-changes', { email: wanted, password: staff.password }, staff.cookie).expect(202);
  await post('/password-resets', { email: staff.email }).expect(202);
  const stop = await mailbox.link(staff.email, '/confirm-email/stop');
  return {
    staff,
    member,
    stop,
    change: await mailbox.link(wanted, '/confirm-email/change'),
    reset: await mailbox.link(staff.email, '/reset-password'),
  };
};
type Open = Awaited<ReturnType<typeof withOpenLinks>>;
const expectEnded = async ({ change, reset, staff }: Open): Promise<void> => {
  await expectProblem(
    post(`/email-changes/${change}`, { password: next }, staff.cookie),
    410,
    'link-expired',
  );
  await expectProblem(post(`/password-resets/${reset}`, { password: next }), 410, 'link-expired');
};
const rowOf = async ({ accountId }: SignedIn, admin: SignedIn): Promise<{ version: number }> => {
  const { body } = await send(api, 'get', '/staff?limit=200', admin).expect(200);
  const team: { id: string; version: number }[] = body.data;
  return team.find(({ id }) => id === accountId) ?? { version: 0 };
};

describe('an earlier link', () => {
  it('ends with a change of the password', async () => {
    const open = await withOpenLinks();
    const { cookie, password } = open.staff;
    await post('/me/password', { current: password, next }, cookie).expect(204);
    await expectEnded(open);
    expect(await isSignedIn(cookie)).toBe(true);
  });

  it('ends with a reset of the password', async () => {
    const open = await withOpenLinks();
    await post(`/password-resets/${open.reset}`, { password: next }).expect(204);
    await expectProblem(post(`/email-changes/${open.change}`, { password: next }), 410, 'link-expired');
    await expectProblem(post(`/email-change-stops/${open.stop}`), 410, 'link-expired');
  });

  it('ends with a change of the e-mail, by its owner or by others', async () => {
    const open = await withOpenLinks();
    await post(`/email-changes/${open.change}`, undefined, open.staff.cookie).expect(204);
    await expectProblem(post(`/password-resets/${open.reset}`, { password: next }), 410, 'link-expired');

    const other = await withOpenLinks();
    const { id, version } = other.member;
    await send(api, 'patch', `/members/${id}`, { key, version, body: { email: anyAddress() } }).expect(200);
    await expectEnded(other);
  });

  it('ends when a member is blocked, closed, or leaves the team', async () => {
    const blocked = await withOpenLinks();
    const { id, version } = blocked.member;
    await send(api, 'patch', `/members/${id}`, { key, version, body: { status: 'blocked' } }).expect(200);
    await expectEnded(blocked);

    const closed = await withOpenLinks();
    await send(api, 'post', `/members/${closed.member.id}/close`, { key, body: { reason: 'moved' } }).expect(
      200,
    );
    await expectEnded(closed);

    const left = await withOpenLinks();
    const admin = await makeStaff(api, ['admin']);
    await send(api, 'patch', `/staff/${left.staff.accountId}`, {
      ...admin,
      ...(await rowOf(left.staff, admin)),
      body: { active: false },
    }).expect(200);
    await expectEnded(left);
  });

  it('survives unrelated changes', async () => {
    const open = await withOpenLinks();
    const { id, version } = open.member;
    await send(api, 'patch', `/members/${id}`, { key, version, body: { firstName: 'Eva' } }).expect(200);
    await post(`/password-resets/${open.reset}`, { password: next }).expect(204);
  });
});

describe('a change of the e-mail by a thief', () => {
  it('is announced to the current address, and can be stopped there: every session ends', async () => {
    const open = await withOpenLinks();
    const told = mailbox.to(open.staff.email).filter(({ text }) => text?.includes('links.example'));
    expect(told).toHaveLength(1);
    await post(`/email-change-stops/${open.stop}`).expect(204);
    await expectEnded(open);
    expect(await isSignedIn(open.staff.cookie)).toBe(false);
    await expectProblem(post(`/email-change-stops/${open.stop}`), 409, 'link-used');
    await expectProblem(post(`/email-change-stops/${'x'.repeat(43)}`), 404, 'not-found');
    const { email, password } = open.staff;
    expect((await post('/sessions', { email, password }).expect(201)).body.account.email).toBe(email);
  });
});

describe('a new device', () => {
  const signIn = ({ email, password }: SignedIn, cookie?: string) =>
    send(api, 'post', '/sessions', { body: { email, password }, cookie }).set(
      'user-agent',
      'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
    );

  it('is announced by mail, once', async () => {
    const staff = await makeStaff(api, ['cashier']);
    const first = await signIn(staff).expect(201);
    const mail = await mailbox.received(staff.email);
    expect(mail.subject).toBe('New sign-in to your account');
    expect(mail.text).toContain('Firefox · Windows');
    expect(mail.text).toContain('November 22, 2026');
    await signIn(staff, cookiesOf(first)).expect(201);
    await signIn(staff).expect(201);
    await mailbox.received(staff.email, 2);
    await post('/password-resets', { email: staff.email }).expect(202);
    await mailbox.link(staff.email, '/reset-password');
    expect(mailbox.to(staff.email)).toHaveLength(3);
  });

  it('includes every other browser after a new password; this browser stays known', async () => {
    const staff = await makeStaff(api, ['cashier']);
    const own = cookiesOf(await signIn(staff).expect(201));
    const other = cookiesOf(await signIn(staff).expect(201));
    await mailbox.received(staff.email, 2);
    await post('/me/password', { current: staff.password, next }, own).expect(204);
    const changed = { ...staff, password: next };
    await signIn(changed, own).expect(201);
    await signIn(changed, other).expect(201);
    await post('/password-resets', { email: staff.email }).expect(202);
    await mailbox.received(staff.email, 4);
    expect(
      mailbox.to(staff.email).filter(({ subject }) => subject === 'New sign-in to your account'),
    ).toHaveLength(3);
  });

  it('is not announced to an address that was only typed', async () => {
    const email = anyAddress();
    const body = {
      email,
      password: next,
      firstName: 'Eve',
      lastName: 'First',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
    };
    await post('/registrations', body).expect(201);
    await post('/sessions', { email, password: next }).expect(201);
    await post('/password-resets', { email }).expect(202);
    await mailbox.link(email, '/reset-password');
    expect(mailbox.to(email)).toHaveLength(2);
  });
});

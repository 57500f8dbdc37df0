import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';

let club: MailedApp;
let mailbox: MailedApp['mailbox'];
let api: TestApp;
beforeAll(async () => {
  club = await startMailedApp();
  ({ mailbox, api } = club);
});
afterAll(() => club.close());

const post = (path: string, body?: object, cookie?: string) => send(api, 'post', path, { body, cookie });
const attackers = 'the first one chose it';
const owners = 'the owner of the mailbox chose it';
const anyAddress = (): string => `${randomUUID()}@colleague.example`;

/** A stranger joins with the address of another person, and stays signed in. */
const preRegister = async (email: string): Promise<string> =>
  cookiesOf(
    await post('/registrations', {
      email,
      password: attackers,
      firstName: 'Eve',
      lastName: 'First',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
    }).expect(201),
  );
const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await send(api, 'get', '/sessions/current', { cookie })).status === 200;
const rolesOf = async (cookie: string): Promise<string[]> =>
  (await send(api, 'get', '/sessions/current', { cookie }).expect(200)).body.roles;
const expectPassword = async (email: string, password: string): Promise<void> => {
  await post('/sessions', { email, password }).expect(201);
  if (password !== attackers)
    await expectProblem(post('/sessions', { email, password: attackers }), 401, 'wrong-credentials');
};

describe('an address that a stranger registered first', () => {
  it('does not make the stranger admin when its owner accepts an invitation', async () => {
    const email = anyAddress();
    const eve = await preRegister(email);
    const admin = await makeStaff(api, ['admin']);
    const body = { email, displayName: 'Ada', role: 'admin', language: 'en' };
    await send(api, 'post', '/staff', { ...admin, body }).expect(201);
    const token = await mailbox.link(email, '/invitation');
    expect((await send(api, 'get', `/invitations/${token}`)).body.needsPassword).toBe(true);
    await expectProblem(post(`/invitations/${token}`, {}), 422, 'password-needed', '/password');
    expect(await rolesOf(eve)).toEqual(['member']);
    await post(`/invitations/${token}`, { password: owners }).expect(204);
    // There are two accounts now. The stranger's stays a member with an unconfirmed address.
    expect(await rolesOf(eve)).toEqual(['member']);
    expect((await post('/sessions', { email, password: owners }).expect(201)).body.roles).toEqual(['admin']);
    expect((await post('/sessions', { email, password: attackers }).expect(201)).body.roles).toEqual([
      'member',
    ]);
  });

  it('is taken from the stranger when its owner confirms it', async () => {
    const email = anyAddress();
    const eve = await preRegister(email);
    const token = await mailbox.link(email, '/confirm-email');
    expect((await send(api, 'get', `/email-confirmations/${token}`)).body).toMatchObject({
      email,
      needsPassword: true,
    });
    await expectProblem(post(`/email-confirmations/${token}`), 422, 'password-needed', '/password');
    expect((await send(api, 'get', '/me', { cookie: eve })).body.member.emailConfirmed).toBe(false);
    await post(`/email-confirmations/${token}`, { password: owners }).expect(204);
    expect(await isSignedIn(eve)).toBe(false);
    await expectPassword(email, owners);
  });

  it('does not go to the stranger by an e-mail change that its owner confirms', async () => {
    const [own, victim] = [anyAddress(), anyAddress()];
    const eve = await preRegister(own);
    await post('/me/email-changes', { email: victim, password: attackers }, eve).expect(202);
    const token = await mailbox.link(victim, '/confirm-email/change');
    expect((await send(api, 'get', `/email-changes/${token}`)).body.needsPassword).toBe(true);
    await expectProblem(post(`/email-changes/${token}`), 422, 'password-needed', '/password');
    await post(`/email-changes/${token}`, { password: owners }).expect(204);
    expect(await isSignedIn(eve)).toBe(false);
    await expectPassword(victim, owners);
  });
});

describe('the browser that joined', () => {
  it('keeps password and session when it confirms the address; everything else ends', async () => {
    const email = anyAddress();
    const cookie = await preRegister(email);
    const elsewhere = cookiesOf(await post('/sessions', { email, password: attackers }).expect(201));
    const token = await mailbox.link(email, '/confirm-email');
    await post('/me/email-changes', { email: anyAddress(), password: attackers }, cookie).expect(202);
    await post('/password-resets', { email }).expect(202);
    const reset = await mailbox.link(email, '/reset-password');
    expect((await send(api, 'get', `/email-confirmations/${token}`, { cookie })).body.needsPassword).toBe(
      false,
    );
    await post(`/email-confirmations/${token}`, undefined, cookie).expect(204);
    expect([await isSignedIn(cookie), await isSignedIn(elsewhere)]).toEqual([true, false]);
    await expectProblem(post(`/password-resets/${reset}`, { password: owners }), 410, 'link-expired');
    await expectPassword(email, attackers);
  });

  it('keeps them when it accepts an invitation', async () => {
    const email = anyAddress();
    const cookie = await preRegister(email);
    const admin = await makeStaff(api, ['admin']);
    const body = { email, displayName: 'Ada', role: 'manager', language: 'en' };
    await send(api, 'post', '/staff', { ...admin, body }).expect(201);
    const token = await mailbox.link(email, '/invitation');
    expect((await send(api, 'get', `/invitations/${token}`, { cookie })).body.needsPassword).toBe(false);
    await post(`/invitations/${token}`, {}, cookie).expect(204);
    expect(await rolesOf(cookie)).toEqual(['member', 'manager']);
    await expectPassword(email, attackers);
  });
});

describe('the link that opens an account', () => {
  it('asks staff for a new password too, except in their own browser', async () => {
    const key = await makeKey(api);
    const open = async (cookie?: string) => {
      const staff = await makeStaff(api, ['cashier']);
      const { id } = await makeMember(api, { email: staff.email });
      await send(api, 'post', `/members/${id}/account-invitations`, { key }).expect(202);
      const token = await mailbox.link(staff.email, '/open-account');
      const body = { consents: [{ purpose: 'terms', granted: true }] };
      return { staff, token, reply: await post(`/account-openings/${token}`, body, cookie ?? staff.cookie) };
    };
    const own = await open();
    expect(own.reply.status).toBe(201);
    expect(own.reply.body.roles).toEqual(['member', 'cashier']);
    await post('/sessions', { email: own.staff.email, password: own.staff.password }).expect(201);
    const foreign = await open(own.staff.cookie);
    expect([foreign.reply.status, foreign.reply.body.code]).toEqual([422, 'password-needed']);
    expect(await isSignedIn(foreign.staff.cookie)).toBe(true);
  });
});

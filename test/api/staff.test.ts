import { randomUUID } from 'node:crypto';
import type { StaffMember } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';

let mailbox: Mailbox;
let api: TestApp;
let admin: SignedIn;
let manager: SignedIn;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url });
});
// The clock moves by days, and a test ends the job of an admin.
beforeEach(async () => {
  admin = await makeStaff(api, ['admin']);
  manager = await makeStaff(api, ['manager']);
});
afterAll(async () => {
  await api.close();
  await mailbox.away();
});

const anyAddress = (): string => `${randomUUID()}@staff.example`;
const ask = (by: SignedIn, body: object) =>
  send(api, 'post', '/staff', {
    ...by,
    body: { email: anyAddress(), displayName: 'Jan Novák', role: 'cashier', language: 'cs', ...body },
  });
const invite = async (by: SignedIn, body: object = {}): Promise<StaffMember> =>
  (await ask(by, body).expect(201)).body;
const change = (by: SignedIn, { id, version }: { id: string; version: number }, body: object) =>
  send(api, 'patch', `/staff/${id}`, { ...by, version, body });
const tokenFor = async (email: string, count = 1): Promise<string> =>
  mailbox.link(email, '/invitation', count);
const accept = (token: string, body: object = { password: 'ein kurzer Satz' }, cookie?: string) =>
  send(api, 'post', `/invitations/${token}`, { body, cookie });
const cookieOf = async (email: string, password = 'ein kurzer Satz'): Promise<string> => {
  const reply = await send(api, 'post', '/sessions', { body: { email, password } }).expect(201);
  return String(reply.headers['set-cookie']).split(';')[0] ?? '';
};
const find = async (id: string): Promise<StaffMember | undefined> => {
  const { body } = await send(api, 'get', '/staff?limit=200', admin).expect(200);
  const team: StaffMember[] = body.data;
  return team.find((one) => one.id === id);
};
const asRow = async ({ accountId }: SignedIn): Promise<StaffMember> => {
  const row = await find(accountId);
  if (!row) throw new Error('not on the list');
  return row;
};
const rolesOf = async (cookie: string): Promise<string[]> =>
  (await send(api, 'get', '/sessions/current', { cookie }).expect(200)).body.roles;

describe('an invitation', () => {
  it('creates an account that can do nothing until its owner sets a password', async () => {
    const { id: location } = await makeLocation(api);
    const invited = await invite(manager, { locations: [location] });
    expect(invited).toMatchObject({
      role: 'cashier',
      locations: [location],
      state: 'invited',
      isMember: false,
      lastSeenAt: null,
    });
    const mail = await mailbox.received(invited.email);
    expect(mail.subject).toBe('Pozvánka do týmu klubu Regulars');
    expect(mail.text).toContain('Vaše role: pokladna');
    await send(api, 'post', '/password-resets', { body: { email: invited.email } }).expect(202);
    const token = await tokenFor(invited.email);
    const { body } = await send(api, 'get', `/invitations/${token}`).expect(200);
    expect(body).toEqual({
      email: invited.email,
      displayName: 'Jan Novák',
      role: 'cashier',
      expiresAt: invited.invitation?.expiresAt,
      needsPassword: true,
    });
    await expectProblem(accept(token, {}), 422, 'password-needed', '/password');
    await accept(token).expect(204);
    const cookie = await cookieOf(invited.email);
    const { body: session } = await send(api, 'get', '/sessions/current', { cookie }).expect(200);
    expect(session).toMatchObject({ roles: ['cashier'], locationIds: [location] });
    expect(await find(invited.id)).toMatchObject({
      state: 'active',
      invitation: null,
      lastSeenAt: expect.any(String),
    });
  });

  it('explains whether it was used, expired or replaced', async () => {
    const used = await invite(manager);
    const token = await tokenFor(used.email);
    await accept(token).expect(204);
    await expectProblem(accept(token), 409, 'link-used');
    await expectProblem(send(api, 'get', `/invitations/${token}`), 409, 'link-used');

    const late = await invite(manager);
    const lateToken = await tokenFor(late.email);
    api.clock.advance({ days: 7 });
    await expectProblem(accept(lateToken), 410, 'link-expired');
    await expectProblem(send(api, 'get', `/invitations/${lateToken}`), 410, 'link-expired');
    [admin, manager] = [await makeStaff(api, ['admin']), await makeStaff(api, ['manager'])];
    await send(api, 'post', `/staff/${late.id}/invitations`, manager).expect(200);
    const newToken = await tokenFor(late.email, 2);
    await expectProblem(accept(lateToken), 410, 'link-expired');
    await accept(newToken).expect(204);
    await expectProblem(send(api, 'post', `/staff/${late.id}/invitations`, manager), 409, 'already-taken');
    await expectProblem(accept('x'.repeat(43)), 404, 'not-found');
  });

  it('lets a member join the team with the same account', async () => {
    const member = await makeSignedInMember(api);
    const invited = await invite(manager, { email: member.email.toUpperCase() });
    expect(invited).toMatchObject({ id: member.accountId, isMember: true });
    expect(await rolesOf(member.cookie)).toEqual(['member']);
    const token = await tokenFor(member.email);
    expect((await send(api, 'get', `/invitations/${token}`, member)).body.needsPassword).toBe(false);
    await accept(token, {}, member.cookie).expect(204);
    expect(await rolesOf(member.cookie)).toEqual(['member', 'cashier']);
    expect((await rolesOf(await cookieOf(member.email, member.password))).length).toBe(2);
  });

  it('is refused for staff, and for unknown locations', async () => {
    const invited = await invite(manager);
    await expectProblem(ask(manager, { email: invited.email }), 409, 'already-taken', '/email');
    await expectProblem(ask(admin, { email: manager.email }), 409, 'already-taken', '/email');
    await expectProblem(ask(manager, { locations: [randomUUID()] }), 422, 'unknown-location', '/locations/0');
    await expectProblem(ask(manager, { role: 'owner' }), 400, 'invalid-request', '/role');
    await expectProblem(
      ask(manager, { email: 'nobody', displayName: ' ' }),
      400,
      'invalid-request',
      '/email',
      '/displayName',
    );
  });
});

describe('the right to manage staff', () => {
  it('lets managers appoint only cashiers, and admins everyone', async () => {
    await expectProblem(ask(manager, { role: 'manager' }), 403, 'not-allowed');
    await expectProblem(ask(manager, { role: 'admin' }), 403, 'not-allowed');
    const cashier = await invite(manager);
    await expectProblem(change(manager, cashier, { role: 'manager' }), 403, 'not-allowed');
    const second = await invite(admin, { role: 'manager' });
    await expectProblem(change(manager, second, { active: false }), 403, 'not-allowed');
    await expectProblem(change(manager, second, { role: 'cashier' }), 403, 'not-allowed');
    await expectProblem(send(api, 'post', `/staff/${second.id}/invitations`, manager), 403, 'not-allowed');
    expect(await find(second.id)).toMatchObject({
      role: 'manager',
      state: 'invited',
      version: second.version,
    });
    expect((await change(admin, second, { role: 'admin' }).expect(200)).body.role).toBe('admin');
  });

  it('limits a manager of some locations to these', async () => {
    const [own, other] = [await makeLocation(api), await makeLocation(api)];
    const local = await makeStaff(api, ['manager'], { locationIds: [own.id] });
    await expectProblem(ask(local, { locations: [other.id] }), 403, 'not-allowed');
    await expectProblem(ask(local, { locations: [] }), 403, 'not-allowed');
    const cashier = await invite(local, { locations: [own.id] });
    await expectProblem(change(local, cashier, { locations: [own.id, other.id] }), 403, 'not-allowed');
  });

  it('is refused to cashiers, members and visitors', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(send(api, 'get', '/staff', cashier), 403, 'not-allowed');
    await expectProblem(ask(cashier, {}), 403, 'not-allowed');
    await expectProblem(send(api, 'get', '/staff'), 401, 'not-signed-in');
  });
});

describe('a change of staff', () => {
  it('applies at once to signed-in staff', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const { id } = await makeLocation(api);
    const { body } = await change(admin, await asRow(cashier), { role: 'manager', locations: [id] }).expect(
      200,
    );
    expect(body).toMatchObject({ role: 'manager', locations: [id] });
    const { body: session } = await send(api, 'get', '/sessions/current', cashier).expect(200);
    expect(session).toMatchObject({ roles: ['manager'], locationIds: [id] });
  });

  it('is refused if another change came first', async () => {
    const row = await asRow(await makeStaff(api, ['cashier']));
    await change(admin, row, { role: 'manager' }).expect(200);
    await expectProblem(change(admin, row, { role: 'admin' }), 412, 'version-changed');
    await expectProblem(
      send(api, 'patch', `/staff/${row.id}`, { ...admin, body: {} }),
      428,
      'precondition-required',
    );
    expect(await find(row.id)).toMatchObject({ role: 'manager' });
  });

  it('has an audit entry without personal data', async () => {
    const row = await asRow(await makeStaff(api, ['cashier']));
    await change(admin, row, { active: false }).expect(200);
    const [entry] = await api.app.get(Transactions).query({
      name: '',
      text: `select actor_id, before, after from audit_entries where action = 'staff.deactivated' and subject_id = '${row.id}'`,
    });
    expect(entry).toEqual({
      actor_id: admin.accountId,
      before: { role: 'cashier', locations: [], state: 'active' },
      after: { role: 'cashier', locations: [], state: 'inactive' },
    });
  });
});

describe('the end of a job', () => {
  it('ends every session at once, and can be undone', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    const second = await cookieOf(cashier.email, cashier.password);
    const { body: left } = await change(manager, await asRow(cashier), { active: false }).expect(200);
    expect(left.state).toBe('inactive');
    for (const cookie of [cashier.cookie, second])
      await expectProblem(send(api, 'get', '/sessions/current', { cookie }), 401, 'not-signed-in');
    const { email, password } = cashier;
    await expectProblem(
      send(api, 'post', '/sessions', { body: { email, password } }),
      401,
      'wrong-credentials',
    );
    expect((await change(manager, left, { active: true }).expect(200)).body.state).toBe('active');
    expect(await rolesOf(await cookieOf(email, password))).toEqual(['cashier']);
  });

  it('leaves the membership of the person', async () => {
    const member = await makeSignedInMember(api, { roles: ['cashier'] });
    await change(manager, await asRow(member), { active: false }).expect(200);
    await expectProblem(send(api, 'get', '/sessions/current', member), 401, 'not-signed-in');
    expect(await rolesOf(await cookieOf(member.email, member.password))).toEqual(['member']);
  });

  it('withdraws an invitation; a new one is sent if the person returns', async () => {
    const invited = await invite(manager);
    const token = await tokenFor(invited.email);
    const { body: withdrawn } = await change(manager, invited, { active: false }).expect(200);
    await expectProblem(accept(token), 410, 'link-expired');
    const { body: again } = await change(manager, withdrawn, { active: true }).expect(200);
    expect(again.state).toBe('invited');
    await accept(await tokenFor(invited.email, 2)).expect(204);
  });

  it('is refused for the last admin, also if two admins remove each other at once', async () => {
    const { body } = await send(api, 'get', '/staff?limit=200', admin).expect(200);
    const team: StaffMember[] = body.data;
    const others = team.filter(
      ({ id, role, state }) => role === 'admin' && state === 'active' && id !== admin.accountId,
    );
    for (const one of others) await change(admin, one, { active: false }).expect(200);
    const self = await asRow(admin);
    await expectProblem(change(admin, self, { active: false }), 409, 'last-admin');
    await expectProblem(change(admin, self, { role: 'manager' }), 409, 'last-admin');
    expect(await find(self.id)).toMatchObject({ role: 'admin', state: 'active', version: self.version });

    const second = await makeStaff(api, ['admin']);
    const replies = await Promise.all([
      change(admin, await asRow(second), { active: false }),
      change(second, await asRow(admin), { active: false }),
    ]);
    const statuses = replies.map(({ status }) => status).toSorted();
    expect([
      [200, 409],
      [200, 401],
    ]).toContainEqual(statuses);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Accounts, SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { changeStatus, makeSignedInMember } from '../support/makers/members.ts';
import { Listener } from '../support/listener.ts';
import { cookiesOf, expectProblem, pluck, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const rolesOf = async (cookie: string): Promise<string[] | null> => {
  const { status, body } = await send(api, 'get', '/sessions/current', { cookie });
  return status === 200 ? body.roles : null;
};
const signIn = ({ email, password }: SignedIn, cookie?: string) =>
  send(api, 'post', '/sessions', { body: { email, password }, cookie });

describe('a session', () => {
  it('is new at each sign-in, so nobody can plant a known one', async () => {
    const [eve, victim] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    const planted = `regulars=${'x'.repeat(43)}`;
    for (const cookie of [planted, eve.cookie]) {
      const { body, headers } = await signIn(victim, cookie).expect(201);
      expect(cookiesOf({ headers })).not.toContain(cookie);
      expect(body.account.id).toBe(victim.accountId);
      expect(await rolesOf(planted)).toBeNull();
    }
    const { body } = await send(api, 'get', '/sessions/current', { cookie: eve.cookie }).expect(200);
    expect(body.account.id).toBe(eve.accountId);
  });

  const use = async (cookie: string, hours: number, step: number): Promise<number> => {
    for (let used = step; used <= hours; used += step) {
      api.clock.advance({ hours: step });
      if (!(await rolesOf(cookie))) return used;
    }
    return Infinity;
  };

  it('of staff ends after twelve hours, or after four without use', async () => {
    expect(await use((await makeStaff(api, ['cashier'])).cookie, 14, 1)).toBe(12);
    expect(await use((await makeStaff(api, ['admin'])).cookie, 14, 4)).toBe(4);
    expect(await use((await makeSignedInMember(api, { roles: ['manager'] })).cookie, 14, 3)).toBe(12);
  });

  it('of a member ends after a year, however often it is used', async () => {
    const days = (await use((await makeSignedInMember(api)).cookie, 400 * 24, 73 * 24)) / 24;
    expect(days).toBe(365);
  });

  it('of a member who becomes staff gets the limits of staff', async () => {
    const { cookie, accountId } = await makeSignedInMember(api);
    api.clock.advance({ hours: 13 });
    expect(await rolesOf(cookie)).toEqual(['member']);
    await api.app.get(Accounts).grant(accountId, 'cashier');
    expect(await rolesOf(cookie)).toBeNull();
  });

  it('ends its live stream with itself', async () => {
    const { cookie } = await makeStaff(api, ['manager']);
    const stream = await Listener.open(api, '/events', cookie);
    api.clock.advance({ hours: 12 });
    await expect.poll(() => stream.ended, { timeout: 10_000 }).toBe(true);
  });
});

describe('a member who is blocked', () => {
  it('is signed out at once from sessions, streams and sign-in, and can return with the same password', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    const stream = await Listener.open(api, '/me/events', member.cookie);
    await changeStatus(api, id, 'blocked');
    expect(await rolesOf(member.cookie)).toBeNull();
    await expect.poll(() => stream.ended, { timeout: 10_000 }).toBe(true);
    await expectProblem(signIn(member), 401, 'wrong-credentials');
    expect(await rowsOf(api, 'select id from sessions where account_id = $1', [member.accountId])).toEqual(
      [],
    );
    await changeStatus(api, id, 'active');
    expect(await rolesOf(member.cookie)).toBeNull();
    await signIn(member).expect(201);
  });

  it('keeps working as staff, but not as member, and loses the member streams', async () => {
    const both = await makeSignedInMember(api, { roles: ['cashier'] });
    const stream = await Listener.open(api, '/me/events', both.cookie);
    await changeStatus(api, both.member.id, 'blocked');
    await expect.poll(() => stream.ended, { timeout: 10_000 }).toBe(true);
    expect(await rolesOf(both.cookie)).toEqual(['cashier']);
    await expectProblem(send(api, 'get', '/me', { cookie: both.cookie }), 403, 'not-allowed');
    const again = await signIn(both).expect(201);
    expect(again.body).toMatchObject({ roles: ['cashier'], member: null });
    await changeStatus(api, both.member.id, 'active');
    expect(await rolesOf(both.cookie)).toEqual(['member', 'cashier']);
  });

  it('is signed out like a closed member, and stays out if reopened as blocked', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    await changeStatus(api, id, 'blocked');
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'fraud' } }).expect(200);
    const reopened = await send(api, 'post', `/members/${id}/reopen`, { key }).expect(200);
    expect(reopened.body.status).toBe('blocked');
    await expectProblem(signIn(member), 401, 'wrong-credentials');
  });
});

describe('the sessions of a member', () => {
  it('are listed for staff and ended together, with the known browsers', async () => {
    const member = await makeSignedInMember(api);
    const { id } = member.member;
    const other = cookiesOf(await signIn(member).expect(201));
    const manager = await makeStaff(api, ['manager']);
    const { body } = await send(api, 'get', `/members/${id}/sessions`, manager).expect(200);
    expect(pluck(body, 'device')).toHaveLength(2);
    await send(api, 'delete', `/members/${id}/sessions`, manager).expect(204);
    expect([await rolesOf(member.cookie), await rolesOf(other)]).toEqual([null, null]);
    expect(
      await rowsOf(api, 'select 1 from known_browsers where account_id = $1', [member.accountId]),
    ).toEqual([]);
    expect(
      await rowsOf(
        api,
        `select after from audit_entries where action = 'member.signed-out' and subject_id = $1`,
        [id],
      ),
    ).toEqual([{ after: { devices: 2 } }]);
    await signIn(member).expect(201);
    await send(api, 'delete', `/members/${id}/sessions`, { key }).expect(204);
    await expectProblem(send(api, 'delete', `/members/${randomUUID()}/sessions`, manager), 404, 'not-found');
    await expectProblem(send(api, 'get', `/members/${randomUUID()}/sessions`, manager), 404, 'not-found');
  });

  it('are separate from others: only the owner can end a single one', async () => {
    const [eve, victim] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    const [session] = await api.app.get(SessionsService).listOf(victim.accountId);
    await expectProblem(
      send(api, 'delete', `/me/sessions/${session?.id}`, { cookie: eve.cookie }),
      404,
      'not-found',
    );
    expect(await rolesOf(victim.cookie)).toEqual(['member']);
  });
});

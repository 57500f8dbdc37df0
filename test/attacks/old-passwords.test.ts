import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Passwords } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { expectProblem, send, type Sent } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let newHash: string;
beforeAll(async () => {
  api = await startApp();
  newHash = await api.app.get(Passwords).hash('ein ganz neuer Satz');
});
afterAll(() => api.close());

/** Another request changes the password after it was checked and before it is used. */
const overtaken = async ({ accountId }: SignedInMember, path: string, sent: Sent) => {
  const changer = new pg.Client({ connectionString: api.databaseUrl });
  await changer.connect();
  try {
    await changer.query('begin');
    const { rows } = await changer.query<{ pid: number }>(
      'select pg_backend_pid() as pid from accounts where id = $1 for update',
      [accountId],
    );
    const reply = send(api, 'post', path, sent).then((answered) => answered);
    await vi.waitFor(async () => {
      const waiting = 'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid))';
      expect(await rowsOf(api, waiting, [rows[0]?.pid])).toHaveLength(1);
    }, 5000);
    await changer.query('update accounts set password_hash = $2 where id = $1', [accountId, newHash]);
    await changer.query('commit');
    const { status, body } = await reply;
    return [status, body.code];
  } finally {
    await changer.end();
  }
};
const countOf = async (table: string, column: string, id: string): Promise<number> =>
  (await rowsOf(api, `select from ${table} where ${column} = $1`, [id])).length;

describe('a request that uses a password that changes during it', () => {
  it('creates no session', async () => {
    const member = await makeSignedInMember(api);
    const { email, password, accountId } = member;
    expect(await overtaken(member, '/sessions', { body: { email, password } })).toEqual([
      401,
      'wrong-credentials',
    ]);
    expect(await countOf('sessions', 'account_id', accountId)).toBe(1);
    await send(api, 'post', '/sessions', { body: { email, password: 'ein ganz neuer Satz' } }).expect(201);
  });

  it('changes no e-mail', async () => {
    const member = await makeSignedInMember(api);
    const { password, cookie, accountId } = member;
    const body = { email: 'eve@elsewhere.example', password };
    expect(await overtaken(member, '/me/email-changes', { cookie, body })).toEqual([
      401,
      'wrong-credentials',
    ]);
    expect(await countOf('links', 'subject_id', accountId)).toBe(0);
  });

  it('sets no other password', async () => {
    const member = await makeSignedInMember(api);
    const { email, password, cookie } = member;
    const body = { current: password, next: 'was Eva sich ausdenkt' };
    expect(await overtaken(member, '/me/password', { cookie, body })).toEqual([401, 'wrong-credentials']);
    await expectProblem(
      send(api, 'post', '/sessions', { body: { email, password: body.next } }),
      401,
      'wrong-credentials',
    );
  });

  it('closes no membership, and creates no recovery codes', async () => {
    const member = await makeSignedInMember(api, { roles: ['admin'] });
    const { password, cookie, accountId } = member;
    expect(await overtaken(member, '/me/closing', { cookie, body: { password } })).toEqual([
      401,
      'wrong-credentials',
    ]);
    expect((await send(api, 'get', '/me/closing', { cookie })).body).toEqual({ closing: null });
    const other = await makeSignedInMember(api, { roles: ['admin'] });
    const body = { password: other.password };
    const codes = await overtaken(other, '/approval-settings/codes', { cookie: other.cookie, body });
    expect(codes).toEqual([401, 'wrong-credentials']);
    expect(await countOf('approval_codes', 'account_id', accountId)).toBe(0);
  });
});

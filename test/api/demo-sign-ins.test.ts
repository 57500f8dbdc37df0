import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listMembers } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { club as morgenrot } from '../../apps/api/src/demo/catalogue.ts';
import { keepCredentials, openAccounts, type Credentials } from '../../apps/api/src/demo/credentials.ts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { isRealClub } from '../../apps/api/src/features/setup/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { fingerprintOf } from '../support/nonsense/fingerprint.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let dataDir: string;
let demo: Credentials;
let demoCookie: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'regulars-demo-'));
  api = await startApp(undefined, { DATA_DIR: dataDir });
  await api.app.get(ClubSettings).becomeDemo(morgenrot);
  const member = await makeMember(api);
  demo = await openAccounts(api.app, member.id, 'anna@morgenrot.example', api.url);
  await keepCredentials(demo, dataDir);
  demoCookie = cookiesOf(await signIn(demo.manager).expect(201));
});
afterAll(async () => {
  await api.close();
  await rm(dataDir, { recursive: true, force: true });
});

const signIn = (body: { email: string; password: string }) => send(api, 'post', '/sessions', { body });
const isDue = async (cookie: string): Promise<boolean> =>
  (await send(api, 'get', '/demo-sign-ins', { cookie }).expect(200)).body.due as boolean;
const revoke = (cookie: string) => send(api, 'delete', '/demo-sign-ins', { cookie });

it('only an admin who is not from the demo can end the demo sign-ins, and a refusal changes nothing', async () => {
  expect(await isDue(demoCookie)).toBe(true);
  const manager = await makeStaff(api, ['manager']);
  const fingerprint = await fingerprintOf(api);
  const before = await fingerprint();
  await expectProblem(revoke(demoCookie), 409, 'last-admin');
  await expectProblem(revoke(manager.cookie), 403, 'not-allowed');
  expect(await fingerprint()).toEqual(before);
  await access(join(dataDir, 'demo-credentials.json'));
});

it('ending the demo sign-ins ends passwords, sessions, roles, key and file, and the audit log names the admin', async () => {
  const own = await makeStaff(api, ['admin']);
  expect(await isDue(own.cookie)).toBe(true);
  const { body } = await revoke(own.cookie).expect(200);
  const { manager, cashier, member, apiKey } = demo;
  expect((body.emails as string[]).toSorted()).toEqual(
    [manager, cashier, member].map(({ email }) => email).toSorted(),
  );
  expect(body.keys).toBe(1);
  await send(api, 'get', '/sessions/current', { cookie: demoCookie }).expect(401);
  for (const person of [manager, cashier, member]) await signIn(person).expect(401);
  await expect(api.client({ apiKey }).call(listMembers)).rejects.toThrow();
  await expect(access(join(dataDir, 'demo-credentials.json'))).rejects.toThrow('ENOENT');
  expect(await isDue(own.cookie)).toBe(false);
  const told = () =>
    rowsOf(api, `select actor_kind, actor_id from audit_entries where action = 'demo.revoked'`);
  expect(await told()).toEqual([{ actor_kind: 'account', actor_id: own.accountId }]);
  expect((await revoke(own.cookie).expect(200)).body).toEqual({ emails: [], keys: 0 });
  expect(await told()).toHaveLength(1);
});

it('a trial on this machine is not a real club', () => {
  expect(isRealClub({ demo: true, ORIGIN: undefined })).toBe(false);
  expect(isRealClub({ demo: true, ORIGIN: 'http://localhost:3000' })).toBe(false);
  expect(isRealClub({ demo: true, ORIGIN: 'https://club.example' })).toBe(true);
  expect(isRealClub({ demo: false, ORIGIN: undefined })).toBe(true);
});

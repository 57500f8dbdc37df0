import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { listMembers } from '@regulars/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isRealClub } from '../../apps/api/src/features/setup/index.ts';
import type { TestApp } from '../support/app.ts';
import { startDemoClub, type DemoClub } from '../support/demo-club.ts';
import { makeStaff } from '../support/makers.ts';
import { fingerprintOf } from '../support/nonsense/fingerprint.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let club: DemoClub;
let api: TestApp;
let dataDir: string;
let demo: DemoClub['demo'];
let demoCookie: string;
beforeEach(async () => {
  club = await startDemoClub();
  ({ api, dataDir, demo, cookie: demoCookie } = club);
});
afterEach(() => club.close());

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
  for (const person of [manager, cashier, member]) await club.signIn(person).expect(401);
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

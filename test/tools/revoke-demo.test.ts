import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { currentSession, listMembers } from '@regulars/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownerDatabaseUrl, readConfig } from '../../apps/api/src/config.ts';
import { adviceOnDemo } from '../../apps/api/src/demo/real-club.ts';
import { SetupLink } from '../../apps/api/src/features/setup/index.ts';
import type { TestApp } from '../support/app.ts';
import { startDemoClub, type DemoClub } from '../support/demo-club.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { ownEnvironment } from '../support/programs.ts';
import { send } from '../support/requests.ts';

const root = join(import.meta.dirname, '../..');
const secure = 'https://club.example';

let club: DemoClub;
let api: TestApp;
let own: SignedIn;
beforeEach(async () => {
  club = await startDemoClub();
  ({ api } = club);
  own = await makeStaff(api, ['cashier']);
});
afterEach(() => club.close());

/** Does what `npm run club -- revoke-demo` does. */
const revoke = async (): Promise<string> => {
  const program = join(root, 'tools/club/main.ts');
  const child = spawn(process.execPath, ['--conditions=@regulars/source', program, 'revoke-demo'], {
    env: { ...ownEnvironment, DATABASE_URL: api.databaseUrl, DATA_DIR: club.dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect(await once(child, 'close')).toEqual([0, null]);
  return said;
};

const advice = (environment: NodeJS.ProcessEnv): Promise<string | null> => {
  const config = readConfig({ DATABASE_URL: api.databaseUrl, ...environment });
  return adviceOnDemo(config, ownerDatabaseUrl(config));
};

it('a real club with demo data gets a warning at its start; a trial does not', async () => {
  for (const environment of [
    { DEMO: 'off' },
    { DEMO: 'on', ORIGIN: secure },
    { DEMO: 'on', ORIGIN: 'http://club.lan' },
  ])
    expect(await advice(environment)).toContain('npm run club -- revoke-demo');
  for (const environment of [{ DEMO: 'on' }, { DEMO: 'on', ORIGIN: 'http://localhost:3000' }])
    expect(await advice(environment)).toBeNull();
});

it('the tool ends the sign-ins of the demo, and no others', async () => {
  const { demo, cookie, dataDir, signIn } = club;
  const sessionOf = (whose: string) => send(api, 'get', '/sessions/current', { cookie: whose });
  await sessionOf(cookie).expect(200);
  await api.client({ apiKey: demo.apiKey }).call(listMembers);
  const said = await revoke();
  for (const { email } of [demo.manager, demo.cashier, demo.member]) expect(said).toContain(email);
  expect(said).toContain('Start it again and open the printed link');

  await sessionOf(cookie).expect(401);
  for (const person of [demo.manager, demo.cashier, demo.member]) await signIn(person).expect(401);
  await expect(api.client({ apiKey: demo.apiKey }).call(listMembers)).rejects.toThrow();
  await expect(access(join(dataDir, 'demo-credentials.json'))).rejects.toThrow('ENOENT');

  expect(await api.client(own).call(currentSession)).toMatchObject({ account: { email: own.email } });
  expect(await api.app.get(SetupLink).issue()).toEqual(expect.any(String));
  expect(await advice({ DEMO: 'off' })).toBeNull();
  expect(await revoke()).toContain('This club has no demo sign-ins');
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type supertest from 'supertest';
import { club as morgenrot } from '../../apps/api/src/demo/catalogue.ts';
import { keepCredentials, openAccounts, type Credentials } from '../../apps/api/src/demo/credentials.ts';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { startApp, type TestApp } from './app.ts';
import { makeMember } from './makers/members.ts';
import { cookiesOf, send } from './requests.ts';

export interface DemoClub {
  readonly api: TestApp;
  readonly dataDir: string;
  readonly demo: Credentials;
  /** Of the demo's manager. */
  readonly cookie: string;
  signIn(as: { email: string; password: string }): supertest.Test;
  close(): Promise<void>;
}

/** A club with the sign-ins of the demo, without its members and purchases. */
export const startDemoClub = async (): Promise<DemoClub> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'regulars-demo-'));
  const api = await startApp(undefined, { DATA_DIR: dataDir });
  await api.app.get(ClubSettings).becomeDemo(morgenrot);
  const member = await makeMember(api);
  const demo = await openAccounts(api.app, member.id, 'anna@morgenrot.example', api.url);
  await keepCredentials(demo, dataDir);
  const signIn = ({ email, password }: { email: string; password: string }): supertest.Test =>
    send(api, 'post', '/sessions', { body: { email, password } }).set('origin', api.url);
  return {
    api,
    dataDir,
    demo,
    cookie: cookiesOf(await signIn(demo.manager).expect(201)),
    signIn,
    close: async () => {
      await api.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

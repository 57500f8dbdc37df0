import pg from 'pg';
import { afterAll, beforeAll, it } from 'vitest';
import { SetupLink } from '../../apps/api/src/features/setup/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { cookiesOf, expectProblem, send } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

/** Locks everything that the transaction needs. The steps before it must still run. */
const whileLocked = async (lock: string, work: () => Promise<void>): Promise<void> => {
  const client = new pg.Client({ connectionString: api.databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(lock);
    await work();
  } finally {
    await client.end();
  }
};
const person = { email: 'ada@hashing.example', password: 'password1234', language: 'en' };

it('joining checks and hashes the password before its transaction, which would hold a connection', async () => {
  const body = {
    ...person,
    firstName: 'Ada',
    lastName: 'Krause',
    consents: [{ purpose: 'terms', granted: true }],
  };
  await whileLocked('lock table members in exclusive mode', () =>
    expectProblem(send(api, 'post', '/registrations', { body }), 422, 'password-guessable', '/password'),
  );
  await send(api, 'post', '/registrations', { body: { ...body, password: 'ein kurzer Satz' } }).expect(201);
});

it('the first setup does so too', async () => {
  const token = await api.app.get(SetupLink).issue();
  const cookie = cookiesOf(await send(api, 'post', '/setup/sessions', { body: { token } }).expect(201));
  const body = { ...person, displayName: 'Ada' };
  await whileLocked('select from setups for update', () =>
    expectProblem(
      send(api, 'post', '/setup/admin', { cookie, body }),
      422,
      'password-guessable',
      '/password',
    ),
  );
  const sound = { ...body, password: 'long enough for an admin' };
  await send(api, 'post', '/setup/admin', { cookie, body: sound }).expect(201);
});

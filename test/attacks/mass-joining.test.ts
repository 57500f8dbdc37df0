import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const most = 12;
let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback', JOINS_PER_HOUR: String(most) });
});
afterAll(() => api.close());

const join = (address: string, part: object = {}) =>
  send(api, 'post', '/registrations', {
    body: {
      email: `${randomUUID()}@many.example`,
      password: 'ein kurzer Satz',
      firstName: 'Anna',
      lastName: 'Krause',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
      ...part,
    },
  }).set('x-forwarded-for', address);
const members = async (): Promise<number> => (await rowsOf(api, 'select id from members')).length;
const refusals = async (address: string, count: number): Promise<void> => {
  for (let tried = 0; tried < count; tried += 1)
    await api.app.get(Attempts).raise('register-refused', address, 3600);
};

describe('someone who joins again and again', () => {
  it('is stopped by the limit of the address, also for parallel requests; others are not', async () => {
    const before = await members();
    const replies = await Promise.all(Array.from({ length: most + 5 }, () => join('203.0.113.1')));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array<number>(most).fill(201),
      ...Array<number>(5).fill(429),
    ]);
    expect(await members()).toBe(before + most);
    await join('203.0.113.2').expect(201);
  });

  it('gains nothing from refused attempts, and takes no place from others at the address', async () => {
    const address = '203.0.113.3';
    for (let tried = 0; tried < most + 5; tried += 1)
      await expectProblem(join(address, { password: 'password' }), 422, 'password-guessable', '/password');
    await join(address).expect(201);
    await refusals(address, 100);
    await expectProblem(join(address), 429, 'too-many-requests');
  });
});

describe('links', () => {
  const follow = (address: string, token: string) =>
    send(api, 'get', `/email-confirmations/${token}`).set('x-forwarded-for', address);

  it('can be followed by everyone behind one address; only unknown links count', async () => {
    const address = '203.0.113.4';
    const unknown = 'x'.repeat(43);
    await expectProblem(follow(address, unknown), 404, 'not-found');
    const counted = await api.app.get(Attempts).read('link-unknown', address, 3600);
    expect(counted).toBe(1);
    for (let tried = counted; tried < 100; tried += 1)
      await api.app.get(Attempts).raise('link-unknown', address, 3600);
    await expectProblem(follow(address, unknown), 429, 'too-many-requests');
    await expectProblem(follow('203.0.113.5', unknown), 404, 'not-found');
  });
});

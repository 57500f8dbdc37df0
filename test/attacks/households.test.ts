import { randomInt, randomUUID } from 'node:crypto';
import { newCardNumber, usualNumbering } from '@regulars/loyalty';
import type supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Attempts } from '../../apps/api/src/features/identity/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeStaff } from '../support/makers.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(() => api.close());

const home = '2001:db8:0:42';
const hosts = ['::1', ':ffff:eeee:dddd:cccc'];
const join = (password: string) =>
  send(api, 'post', '/registrations', {
    body: {
      email: `${randomUUID()}@household.example`,
      password,
      firstName: 'Anna',
      lastName: 'Krause',
      language: 'en',
      consents: [{ purpose: 'terms', granted: true }],
    },
  });
type Ask = () => supertest.Test;

describe('a household of IPv6 counts as one address for', () => {
  it.each<[string, Ask]>([
    ['register-address', () => join('ein kurzer Satz')],
    ['register-refused', () => join('password')],
    [
      'password-reset-address',
      () => send(api, 'post', '/password-resets', { body: { email: 'anna@household.example' } }),
    ],
    ['link-unknown', () => send(api, 'get', `/email-confirmations/${'x'.repeat(43)}`)],
    ['set-up', () => send(api, 'post', '/setup/sessions', { body: { token: 'x'.repeat(43) } })],
  ])('%s', async (what, ask) => {
    for (const host of hosts) await ask().set('x-forwarded-for', home + host);
    expect(await api.app.get(Attempts).read(what, `${home}::/64`, 3600)).toBe(2);
  });

  it('guesses of codes', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    for (const host of hosts)
      await send(api, 'post', '/cards/resolve', {
        ...cashier,
        body: { code: newCardNumber(randomInt, usualNumbering) },
      })
        .set('x-forwarded-for', home + host)
        .expect(404);
    expect(await api.app.get(Attempts).read('guess-codes', `address ${home}::/64`, 3600)).toBe(2);
  });

  it('calls', async () => {
    const left = async (host: string): Promise<number> => {
      const { headers } = await send(api, 'get', '/sessions/current').set('x-forwarded-for', home + host);
      return Number(/"calls";r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]);
    };
    // A new minute may start in between.
    await expect.poll(async () => (await left('::1')) - (await left('::2'))).toBe(1);
  });
});

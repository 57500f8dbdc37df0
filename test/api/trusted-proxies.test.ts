import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../apps/api/src/config.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { send } from '../support/requests.ts';

const most = 120;
let api: TestApp;
afterEach(() => api.close());

/** Requests a new password from this address, forwarded by a proxy on this machine. */
const askFrom = async (address: string): Promise<number> =>
  (
    await send(api, 'post', '/password-resets', { body: { email: 'nobody@club.example' } }).set(
      'x-forwarded-for',
      address,
    )
  ).status;

const exhaust = async (address: string): Promise<void> => {
  for (let asked = 0; asked < most; asked += 1) expect(await askFrom(address)).toBe(202);
  expect(await askFrom(address)).toBe(429);
};

describe('a limit per address', () => {
  it('counts each visitor behind a trusted proxy separately', async () => {
    api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
    await exhaust('203.0.113.7');
    expect(await askFrom('203.0.113.8')).toBe(202);
    // Only the last part comes from the proxy. The visitor wrote the rest.
    expect(await askFrom('203.0.113.9, 203.0.113.7')).toBe(429);
  });

  it('ignores the header of an untrusted proxy', async () => {
    api = await startApp();
    await exhaust('203.0.113.7');
    expect(await askFrom('203.0.113.8')).toBe(429);
  });
});

it('the API refuses to start if a trusted proxy is not an address', async () => {
  api = await startApp();
  expect(() => readConfig({ TRUSTED_PROXIES: 'loopback, proxy.example' })).toThrow(
    /TRUSTED_PROXIES: addresses or ranges/,
  );
});

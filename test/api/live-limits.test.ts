import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { Listener } from '../support/listener.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp(undefined, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(() => api.close());

it('five pages of one person all get events; above ten, the oldest are closed and wait before they reconnect', async () => {
  const { cookie } = await makeStaff(api, ['manager']);
  const pages: Listener[] = [];
  const open = async (many: number): Promise<void> => {
    for (let n = 0; n < many; n += 1) pages.push(await Listener.open(api, '/events', cookie));
  };
  await open(5);
  await makeLocation(api);
  await expect.poll(() => pages.filter(({ text }) => text.includes('club.changed'))).toHaveLength(5);
  await open(8);
  await expect
    .poll(() => pages.map(({ ended }) => ended))
    .toEqual([...Array.from({ length: 3 }, () => true), ...Array.from({ length: 10 }, () => false)]);
  expect(pages.slice(0, 3).every(({ text }) => text.endsWith('retry: 300000\n\n'))).toBe(true);
  for (const page of pages) page.close();
});

it('one address opens at most two hundred streams, and others are not affected', async () => {
  const open = async (key: string, address: string): Promise<Listener> =>
    Listener.openWithKey(api, '/events', key, { 'x-forwarded-for': address });
  const listeners: Listener[] = [];
  for (let many = 0; many < 20; many += 1) {
    const key = await makeKey(api, ['club:read']);
    listeners.push(...(await Promise.all(Array.from({ length: 10 }, () => open(key, '203.0.113.7')))));
  }
  const key = await makeKey(api, ['club:read']);
  await expect(open(key, '203.0.113.7')).rejects.toThrow('429');
  listeners.push(await open(key, '203.0.113.8'));
  listeners[0]?.close();
  await expect
    .poll(async () => {
      const one = await open(key, '203.0.113.7').catch(() => null);
      if (one) listeners.push(one);
      return one !== null;
    })
    .toBe(true);
  expect(listeners.filter(({ ended }) => ended)).toEqual([]);
  for (const listener of listeners) listener.close();
});

it('a household of IPv6 counts as one address, and so does each visitor behind the portal', async () => {
  const secret = 'known-to-the-portal-alone';
  const other = await startApp(undefined, { PORTAL_SECRET: secret });
  try {
    const open = (key: string, address: string): Promise<Listener> =>
      Listener.openWithKey(other, '/events', key, {
        'x-forwarded-for': address,
        'x-regulars-portal': secret,
      });
    const listeners: Listener[] = [];
    for (let many = 0; many < 20; many += 1) {
      const key = await makeKey(other, ['club:read']);
      const hosts = Array.from({ length: 10 }, (_, host) => `2001:db8:0:7::${many}:${host}`);
      listeners.push(...(await Promise.all(hosts.map((host) => open(key, host)))));
    }
    const key = await makeKey(other, ['club:read']);
    await expect(open(key, '2001:db8:0:7::ffff')).rejects.toThrow('429');
    listeners.push(await open(key, '2001:db8:0:8::1'));
    for (const listener of listeners) listener.close();
  } finally {
    await other.close();
  }
});

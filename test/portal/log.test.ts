import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../apps/portal/serve.ts';
import { LogLines } from '../support/log-lines.ts';
import { makeStaff } from '../support/makers.ts';
import { builtHandler, startClub, type TestClub } from '../support/portal.ts';
import { rowsOf } from '../support/rows.ts';
import { SlowSender } from '../support/slow-sender.ts';

const log = new LogLines();
let club: TestClub;
beforeAll(async () => {
  club = await startClub({ LOG_LEVEL: 'info' });
});
afterAll(() => club.close());

it('an error page shows the id of the log lines of portal and API', async () => {
  const manager = await makeStaff(club.api, ['manager']);
  await rowsOf(club.api, 'alter table rewards rename to lost_rewards');
  const page = await club.page(manager.cookie, { language: 'en' });
  const reply = await page.goto('/console/rewards?canary=1');
  await rowsOf(club.api, 'alter table lost_rewards rename to rewards');
  expect(reply?.status()).toBe(500);
  const id = reply?.headers()['x-request-id'] ?? '';
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(await page.getByText('Please quote this number').textContent()).toContain(id);
  await expect.poll(() => log.with({ id, app: 'portal' })).toHaveLength(1);
  expect(log.with({ id, app: 'portal' })).toMatchObject([
    { method: 'GET', route: '/console/rewards', status: 500, who: 'manager', account: manager.accountId },
  ]);
  expect(log.with({ id, app: 'api', status: 500 })).toMatchObject([
    { route: '/api/v1/rewards', error: { code: '42P01' }, address: '127.0.0.0' },
  ]);
  expect(log.text).not.toContain('canary');
});

it('the log has only the pattern of a page with a mail link', async () => {
  log.forget();
  const token = `canary${'x'.repeat(40)}`;
  const page = await club.page(undefined, { language: 'en' });
  await page.goto(`/reset-password/${token}`);
  await page.goto(`/reset-password?token=${token}`);
  await expect.poll(() => log.with({ app: 'portal' }).length).toBeGreaterThanOrEqual(2);
  expect(log.text).not.toContain('canary');
});

describe('a request that ends early is logged', () => {
  /** The portal with short time limits. */
  let apart: Server;
  let url: string;
  beforeAll(async () => {
    apart = createServer(guard(await builtHandler(), { origin: 'http://club.example', longest: 700 }));
    apart.listen(0, '127.0.0.1');
    await once(apart, 'listening');
    url = `http://127.0.0.1:${(apart.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    apart.closeAllConnections();
    apart.close();
  });

  const form = 'application/x-www-form-urlencoded';
  const headOf = (fields: Record<string, string>): string =>
    ['POST /sign-in HTTP/1.1', 'host: club.example', 'origin: http://club.example']
      .concat(Object.entries(fields).map(([name, value]) => `${name}: ${value}`))
      .join('\r\n') + '\r\n\r\n';
  const lineOf = async (): Promise<unknown> => {
    const lines = () => log.with({ app: 'portal', method: 'POST' });
    await expect.poll(lines).toHaveLength(1);
    return lines()[0];
  };
  /** None of these is a fault of the portal. */
  const expectLine = async (status: number): Promise<void> => {
    expect(await lineOf()).toMatchObject({ level: 'info', status, route: '/(public)/sign-in' });
    expect(await lineOf()).not.toHaveProperty('error');
    expect(log.with({ level: 'error' })).toEqual([]);
  };

  it('if it was too slow', async () => {
    log.forget();
    const sender = await SlowSender.to(url);
    sender.send(headOf({ 'content-type': form, 'content-length': '1000' }));
    expect(await sender.untilEnded()).toMatch(/^HTTP\/1.1 408 /);
    await expectLine(408);
  });

  it('if its sender left', async () => {
    log.forget();
    const sender = await SlowSender.to(url);
    sender.send(headOf({ 'content-type': form, 'content-length': '1000' }) + 'email=');
    const settled = sender.trickle(['a', 'n', 'n'], 50);
    await settled;
    sender.close();
    await expectLine(499);
  });

  it('if it is too large', async () => {
    log.forget();
    const sender = await SlowSender.to(url);
    sender.send(headOf({ 'content-type': form, 'content-length': '5000000' }));
    await expect.poll(() => sender.said).toMatch(/^HTTP\/1.1 413 /);
    sender.close();
    await expectLine(413);
  });

  it.each([
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\nnonsense'],
  ])('if its form cannot be read: %s', async (type, body) => {
    log.forget();
    const sender = await SlowSender.to(url);
    const length = String(body.length);
    sender.send(headOf({ 'content-type': type, 'content-length': length, connection: 'close' }) + body);
    expect(await sender.untilEnded()).toMatch(/^HTTP\/1.1 400 /);
    await expectLine(400);
  });
});

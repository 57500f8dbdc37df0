import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guard } from '../../apps/portal/serve.ts';
import { findBrowser } from '../support/browser.ts';
import { builtHandler, startClub, type TestClub } from '../support/portal.ts';
import { SlowSender } from '../support/slow-sender.ts';

describe.runIf(await findBrowser())('a response of the portal', () => {
  let club: TestClub;
  /** A separate portal server with an HTTPS origin and short time limits. */
  let apart: Server;
  let apartUrl: string;
  beforeAll(async () => {
    club = await startClub();
    apart = createServer(guard(await builtHandler(), { origin: 'https://club.example', longest: 500 }));
    apart.listen(0, '127.0.0.1');
    await once(apart, 'listening');
    apartUrl = `http://127.0.0.1:${(apart.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    apart.closeAllConnections();
    apart.close();
    await club.close();
  });

  const headersOf = async (base: string, path: string): Promise<Record<string, string>> => {
    const reply = await fetch(`${base}${path}`);
    expect({ path, ok: reply.ok }).toEqual({ path, ok: true });
    return Object.fromEntries(reply.headers);
  };
  const script = async (): Promise<string> => {
    const page = await (await fetch(club.url)).text();
    return /\/_app\/immutable\/[^"]+\.js/.exec(page)?.[0] ?? '';
  };

  it('has an exact media type, and a cache time that fits it', async () => {
    const always = {
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    };
    for (const [path, kept] of [
      [await script(), 'public,max-age=31536000,immutable'],
      ['/service-worker.js', 'no-cache'],
      ['/', 'private, no-store'],
    ] as const) {
      const headers = await headersOf(club.url, path);
      expect({ path, ...headers }).toMatchObject({ path, ...always, 'cache-control': kept });
      expect(headers).not.toHaveProperty('strict-transport-security');
    }
    expect(await headersOf(club.url, '/')).toHaveProperty('content-type', 'text/html; charset=utf-8');
  });

  it('asks browsers for HTTPS if HTTPS is there', async () => {
    for (const path of [await script(), '/'])
      expect(await headersOf(apartUrl, path)).toMatchObject({
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      });
  });

  it('does not wait for a body forever', async () => {
    const sender = await SlowSender.to(apartUrl);
    sender.send(
      'POST /sign-in HTTP/1.1\r\nhost: club.example\r\norigin: https://club.example\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\n',
    );
    await sender.trickle(
      Array.from({ length: 30 }, () => 'a'),
      100,
    );
    expect(await sender.untilEnded()).toMatch(/^HTTP\/1.1 408 Request Timeout/);
    expect((await fetch(apartUrl)).status).toBe(200);
  });

  it('shows the page to try the API without breaking its content security policy', async () => {
    const page = await club.page();
    const broken: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) broken.push(message.text());
    });
    await page.goto('/api/docs', { waitUntil: 'commit' });
    await page.locator('.opblock-summary').first().click();
    await page.getByRole('button', { name: 'Try it out' }).first().waitFor();
    expect(broken).toEqual([]);
    await page.close();
  });
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CollectSite } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser, sharedBrowser } from '../support/browser.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { memberToken } from '../support/makers/collect.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

/** The collector drops the browsers of programs, such as a headless one. */
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

describe.runIf(await findBrowser())("the shop's own web page", () => {
  let club: TestClub;
  let shop: Server;
  let origin: string;
  let head = '';

  beforeAll(async () => {
    club = await startClub();
    shop = createServer((_, response) => {
      response
        .setHeader('content-type', 'text/html')
        .end(`<!doctype html><title>Shop</title>${head}<h1>Shop</h1>`);
    });
    await new Promise<void>((listening) => shop.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${String((shop.address() as AddressInfo).port)}`;
  });
  afterAll(async () => {
    await club.close();
    shop.close();
  });

  const say = (page: Page, ...said: unknown[]): Promise<unknown> =>
    page.evaluate(`window.regulars(...${JSON.stringify(said)})`);
  const noted = async (): Promise<string[]> =>
    (
      await rowsOf<{ line: string }>(
        club.api,
        `select coalesce(v.member_id::text, 'nobody') || ' ' || coalesce(e.sku, e.words) as line
         from collected_events e join collect_visitors v on v.site_id = e.site_id and v.id = e.visitor_id order by e.at, e.id`,
      )
    ).map(({ line }) => line);
  const tracked = async (key: string): Promise<string> => {
    const { id } = await makeMember(club.api);
    const body = { consents: [{ purpose: 'tracking', granted: true }] };
    await send(club.api, 'put', `/members/${id}/consents`, { key, body }).expect(200);
    return id;
  };

  it('is added by a manager, and tells what visitors do after they agreed', async () => {
    const { cookie } = await makeStaff(club.api, ['manager']);
    const manager = await club.page(cookie, { language: 'en', width: 1280, height: 800 });
    await manager.goto('/console/settings/collector?new=yes');
    await manager.getByLabel('Name').fill('Web shop');
    await manager.getByLabel('Addresses').fill('shop.example');
    await manager.getByRole('button', { name: 'Add a web page' }).click();
    await expect
      .poll(() => manager.getByText('‘shop.example’ is not an address').isVisible(), { timeout: 15_000 })
      .toBe(true);
    await manager.getByLabel('Addresses').fill(origin);
    await manager.getByRole('button', { name: 'Add a web page' }).click();
    await manager.getByRole('heading', { name: 'Web shop' }).waitFor();
    head = (await manager.locator('pre code').textContent()) ?? '';
    expect(await axeFaults(manager)).toEqual([]);

    const key = await makeKey(club.api);
    const [site] = (await send(club.api, 'get', '/collect-sites', { key }).expect(200)).body
      .data as CollectSite[];
    const [anna, ben] = [await tracked(key), await tracked(key)];
    const context = await (await sharedBrowser()).newContext({ userAgent });
    const page = await context.newPage();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/collect'))
        sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await page.goto(origin);
    await say(page, 'viewed', 'BEFORE');
    await expect.poll(() => page.evaluate('typeof window.regulars.q')).toBe('undefined');
    expect(sent).toEqual(['GET /api/collect.js']);
    expect(await page.evaluate('localStorage.length')).toBe(0);

    await say(page, 'consent', true);
    await expect.poll(noted).toEqual(['nobody BEFORE']);
    await say(page, 'member', await memberToken(club.api, key, site?.id ?? '', anna));
    await say(page, 'searched', 'decaf');
    await expect.poll(noted).toEqual(expect.arrayContaining([`${anna} BEFORE`, `${anna} decaf`]));

    // Another member at the same device, who did not wait until the first one signed out.
    await say(page, 'member', await memberToken(club.api, key, site?.id ?? '', ben));
    await say(page, 'cart', 'OF-BEN', 2);
    await expect
      .poll(noted)
      .toEqual(expect.arrayContaining([`${anna} BEFORE`, `${anna} decaf`, `${ben} OF-BEN`]));
    await say(page, 'consent', false);
    await expect.poll(noted).toHaveLength(2);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await context.close();

    await manager.reload();
    await expect.poll(() => manager.getByText('The newest event came at').isVisible()).toBe(true);
    await manager.context().close();
  });
});

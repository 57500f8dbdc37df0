import { listOwnVouchers, redeemReward } from '@regulars/contracts';
import type { Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { gotoWithLateScripts, startClub, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

const mostScript = 100_000;

describe.runIf(await findBrowser())('the member pages', () => {
  let club: TestClub;
  let shop: Shop;
  let signedIn: SignedInMember;
  let paths: string[];

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    signedIn = await makeSignedInMember(club.api);
    const { cookie, member } = signedIn;
    await makeStampCard(club.api, { goal: 10, terms: { stamps: 'per-purchase' } });
    const { id: purchaseId } = await shop.sell(30_000, member.id);
    const own = club.api.client({ cookie });
    const { voucher } = await own.call(redeemReward, { params: { id: shop.rewards.coffee.id }, body: {} });
    expect((await own.call(listOwnVouchers)).data).toHaveLength(1);
    paths = [
      '',
      '/card',
      '/rewards',
      `/rewards/${shop.rewards.coffee.id}`,
      `/rewards/${shop.rewards.coffee.id}?ask`,
      `/rewards/${shop.rewards.tasting.id}`,
      '/challenges',
      '/vouchers',
      `/vouchers/${voucher.id}?new`,
      '/activity',
      `/activity/${purchaseId}`,
      '/activity/claim',
      '/profile',
    ].map((path) => `/club${path}`);
  });
  afterAll(() => club.close());

  it('show what the server drew until their data change, and draw it themselves after a navigation', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(7000, member.id);
    const page = await club.page(cookie);
    const latest = page.getByRole('region', { name: 'Zuletzt' }).getByRole('listitem');
    const hydrate = await gotoWithLateScripts(page, '/club');
    await expect.poll(() => latest.count()).toBe(1);
    const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
    await hydrate();
    await listening;
    expect(await latest.count()).toBe(1);
    await shop.sell(3000, member.id);
    await page.getByRole('dialog').waitFor();
    await expect.poll(() => latest.count()).toBe(2);
    await page.keyboard.press('Escape');
    const offered = page.getByRole('region', { name: 'Für dich' }).getByRole('listitem');
    let before: string[] = [];
    // Points count up for a moment.
    const isStill = async (): Promise<boolean> => {
      const last = before;
      before = await offered.allInnerTexts();
      return before.join() === last.join();
    };
    await expect.poll(isStill, { interval: 400 }).toBe(true);
    await page.getByRole('link', { name: 'Prämien' }).last().click();
    await page.waitForURL('**/club/rewards');
    await page.getByRole('main').getByRole('listitem').first().waitFor();
    await page.getByRole('link', { name: 'Start' }).last().click();
    await page.waitForURL('**/club');
    await expect.poll(() => offered.allInnerTexts()).toEqual(before);
    expect(await latest.count()).toBe(2);
    await page.context().close();
  });

  it.each(['de', 'en', 'cs'] as const)('fit 320 px, %s', async (language) => {
    const page = await club.page(signedIn.cookie, { width: 320, height: 640, language });
    const wide: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (over > 0) wide.push(`${path} by ${over} px`);
    }
    expect(wide).toEqual([]);
    await page.context().close();
  });

  it('open home with less than 100 kB of compressed JavaScript', async () => {
    const page = await club.page(signedIn.cookie);
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
    await page.goto('/club');
    // Now the page is hydrated, so everything it needs is loaded.
    await listening;
    const sizes = await Promise.all(scripts.map((request) => request.sizes()));
    const total = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
    console.log(`JavaScript of the home page: ${total} bytes, compressed`);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(mostScript);
    await page.context().close();
  });

  it('show the card offline, and nothing of it after signing out', async () => {
    const { cookie } = await makeSignedInMember(club.api, { firstName: 'Offline', lastName: 'Probe' });
    const page = await club.page(cookie, { installed: true });
    await page.goto('/club');
    const kept = "caches.open('personal').then((kept) => kept.match('/club/card')).then(Boolean)";
    await expect.poll(() => page.evaluate<boolean>(kept), { timeout: 15_000 }).toBe(true);
    await page.reload();
    await page.context().setOffline(true);
    await page.goto('/club');
    await page.getByText(/^Du bist offline\. Stand von \d\d:\d\d\.$/u).waitFor();
    await page.goto('/club/card');
    await page.getByTestId('number').waitFor();
    expect(await page.getByRole('main').textContent()).toContain('Offline Probe');
    await page.context().setOffline(false);

    await page.goto('/club/profile');
    await page.getByRole('main').getByRole('button', { name: 'Abmelden' }).last().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/club'));
    await page.context().setOffline(true);
    await page.goto('/club/card');
    expect(await page.getByTestId('number').count()).toBe(0);
    expect(await page.content()).not.toContain('Probe');
    await page.context().close();
  });
});

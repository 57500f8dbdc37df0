import {
  createCustomEventType,
  createEarningRule,
  createTier,
  listEarningRules,
  listPurchases,
  redeemReward,
} from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeProduct } from '../support/makers/club.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { portalPages } from '../support/portal-routes.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

/** A small phone, a phone that lies, and a desk of 1440 × 900 at 200 % zoom. */
const sizes = [
  { width: 320, height: 568 },
  { width: 844, height: 390 },
  { width: 720, height: 450 },
];

const tooWide = 'document.documentElement.scrollWidth - innerWidth';

/** Pages that need more than a club with data: the tests that open them, at these sizes or at 320 px. */
const elsewhere: Readonly<Record<string, string>> = {
  '/set-up': 'set-up-pages',
  '/set-up/club': 'set-up-pages',
  '/set-up/admin': 'set-up-pages',
  '/club/terms': 'legal',
  '/console/imports/[id]': 'imports',
  '/console/mail/[id]': 'staff-mail',
  '/console/members/bulk/[id]': 'console-lists',
  '/console/rules/back-tests/[id]': 'back-tests',
};

const people = ['visitor', 'member', 'cashier', 'manager'] as const;
type Person = (typeof people)[number];

/** Who opens a page, by its beginning. */
const visitors: readonly [RegExp, Person][] = [
  [/^\/(?:club|account$|confirm-email$)/u, 'member'],
  [/^\/till/u, 'cashier'],
  [/^\/(?:console|design|set-up)/u, 'manager'],
];
const personOn = (path: string): Person =>
  visitors.find(([beginning]) => beginning.test(path))?.[1] ?? 'visitor';

describe.runIf(await findBrowser())('every page', () => {
  let club: TestClub;
  let cookies: Record<Person, string | undefined>;
  let location: string;
  let known: Record<string, string>;
  let bandsRule: string;

  beforeAll(async () => {
    club = await startClub();
    const shop = await openShop(club.api);
    ({ code: location } = shop.location);
    await makeProduct(club.api, { category: 'Kaffee' });
    await makeLegalText(club.api, 'imprint');
    const [{ cookie: manager }, { cookie: cashier }, { cookie: own, member }] = await Promise.all([
      makeStaff(club.api, ['manager', 'admin']),
      makeStaff(club.api, ['cashier']),
      makeSignedInMember(club.api),
    ]);
    cookies = { visitor: undefined, member: own, cashier, manager };
    const api = club.api.client({ cookie: manager });
    await api.call(createTier, { body: { code: 'bean', name: { de: 'Bohne' }, threshold: 0 } });
    const card = await makeStampCard(club.api, { goal: 10, terms: { stamps: 'per-purchase' } });
    await shop.sell(30_000, member.id);
    const { voucher } = await club.api
      .client({ cookie: own })
      .call(redeemReward, { params: { id: shop.rewards.coffee.id }, body: {} });
    const { id: eventType } = await api.call(createCustomEventType, {
      body: {
        code: 'workshop',
        name: { de: 'Workshop besucht' },
        fields: [{ name: 'hours', kind: 'number' }],
      },
    });
    const [purchase, rule] = [
      (await api.call(listPurchases)).data[0]?.id ?? '',
      (await api.call(listEarningRules)).data[0]?.id ?? '',
    ];
    const from = (amount: number) => ({ from: amount, points: 1, per: 100 });
    const bands = await api.call(createEarningRule, {
      body: {
        name: 'Mengenstaffel',
        effect: {
          kind: 'amount-bands',
          mode: 'each-band',
          currencies: [{ currency: 'EUR', bands: [from(0), from(5000)] }],
        },
      },
    });
    bandsRule = `/console/rules/${bands.id}`;
    known = {
      '/club/activity/[id]': `/club/activity/${purchase}`,
      '/club/rewards/[id]': `/club/rewards/${shop.rewards.tasting.id}`,
      '/club/vouchers/[id]': `/club/vouchers/${voucher.id}`,
      '/till/returns/[id]': `/till/returns/${purchase}`,
      '/legal/[kind]': '/legal/imprint',
      '/console/settings/legal/[kind]': '/console/settings/legal/terms',
      '/console/members/[id]': `/console/members/${member.id}`,
      '/console/purchases/[id]': `/console/purchases/${purchase}`,
      '/console/rewards/[id]': `/console/rewards/${shop.rewards.coffee.id}`,
      '/console/event-types/[id]': `/console/event-types/${eventType}`,
      '/console/rules/[id]': `/console/rules/${rule}`,
      '/console/challenges/[id]': `/console/challenges/${card.id}`,
    };
  });
  afterAll(() => club.close());

  // Without scripts, because it takes a third of the time. The layout is the server's.
  const opened = async (person: Person): Promise<Page> => {
    const page = await club.page(cookies[person], { javaScript: false });
    if (person !== 'cashier') return page;
    await page.goto('/till/location');
    await page.locator(`input[name=location][value="${location}"]`).check();
    await page.locator('form:has([name=location])').getByRole('button').last().click();
    await page.waitForURL(/\/till$/u);
    return page;
  };
  const faultsOn = async (page: Page, path: string): Promise<string[]> => {
    const reply = await page.goto(path);
    // A page that leads elsewhere, or is not found, was not seen.
    const reached = new URL(page.url()).pathname;
    if (reached !== path.split('?')[0]) return [`${path} leads to ${reached}`];
    const found = reply?.status() === 200 ? [] : [`${path}: ${reply?.status()}`];
    for (const size of sizes) {
      await page.setViewportSize(size);
      const over = await page.evaluate<number>(tooWide);
      if (over > 0) found.push(`${path} at ${size.width} × ${size.height}: ${over} px too wide`);
    }
    return found;
  };
  const faultsOfAll = async (person: Person, paths: readonly string[]): Promise<string[]> => {
    const page = await opened(person);
    const found: string[] = [];
    for (const path of paths) found.push(...(await faultsOn(page, path)));
    await page.context().close();
    return found;
  };

  it('fits a small phone, a lying one and 200 % zoom, in German', { timeout: 120_000 }, async () => {
    const routes = portalPages({
      ...known,
      ...Object.fromEntries(Object.keys(elsewhere).map((route) => [route, route])),
    })
      .map(({ path }) => path)
      .filter((path) => !Object.hasOwn(elsewhere, path));
    const tabs = ['notes', 'purchases', 'vouchers', 'journal', 'profile'];
    const paths = [
      ...routes,
      ...tabs.map((tab) => `${known['/console/members/[id]']}?tab=${tab}`),
      ...['locations', 'products', 'tiers'].map((list) => `/console/${list}?new=yes`),
      `/console/locations/${location}/poster`,
      bandsRule,
    ];
    const of = (person: Person): string[] => paths.filter((path) => personOn(path) === person);
    const found = await Promise.all(people.map((person) => faultsOfAll(person, of(person))));
    expect(found.flat()).toEqual([]);
  });

  it('shows all components in Czech too, where short dates have no names of months', async () => {
    const page = await club.page(cookies.manager, { language: 'cs' });
    await page.goto('/design');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Stavební díly');
    await page.context().close();
  });
});

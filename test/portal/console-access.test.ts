import { createTier, listEarningRules, listPurchases } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, colourFaults, switchToDark } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

const isTooWide = 'document.documentElement.scrollWidth > window.innerWidth';

/** Of tabs, filters and choices in a row, the current one. */
const cutOff = `[...document.querySelectorAll('main :is([aria-current], [data-state="active"], label:has(:checked))')]
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, { width, left, right }]) => width > 0 && (left < 0 || right > window.innerWidth))
  .map(([text]) => text)`;

/** Every page of the console, one after another. */
const longTest = 300_000;

describe.runIf(await findBrowser())('every page of the console', { timeout: longTest }, () => {
  let club: TestClub;
  let cookie: string;
  let paths: string[];

  beforeAll(async () => {
    club = await startClub();
    const shop = await openShop(club.api);
    ({ cookie } = await makeStaff(club.api, ['manager', 'admin']));
    const api = club.api.client({ cookie });
    await api.call(createTier, { body: { code: 'bean', name: { en: 'Bean' }, threshold: 0 } });
    await api.call(createTier, {
      body: { code: 'roast', name: { en: 'Roast' }, threshold: 300, multiplierPercent: 110 },
    });
    const { member } = await makeSignedInMember(club.api);
    const card = await makeStampCard(club.api);
    await shop.sell(2900, member.id);
    const [rules, purchases] = [await api.call(listEarningRules), await api.call(listPurchases)];
    paths = [
      '/console',
      '/console/members',
      '/console/members?q=nobody-at-all',
      '/console/members/new',
      ...['', '?tab=purchases', '?tab=vouchers', '?tab=journal', '?tab=profile'].map(
        (tab) => `/console/members/${member.id}${tab}`,
      ),
      '/console/purchases',
      `/console/purchases/${purchases.data[0]?.id}`,
      '/console/rules',
      '/console/rules/new',
      `/console/rules/${rules.data[0]?.id}`,
      '/console/event-types',
      '/console/event-types/new',
      '/console/challenges',
      '/console/challenges/new',
      `/console/challenges/${card.id}`,
      '/console/rewards',
      '/console/rewards/new',
      `/console/rewards/${shop.rewards.coffee.id}`,
      '/console/locations',
      '/console/locations?new=yes',
      '/console/products',
      '/console/products?new=yes',
      '/console/tiers',
      '/console/tiers?new=yes',
      '/console/tasks',
      '/console/approvals',
      '/console/events',
      '/console/audit',
      '/console/settings',
      '/console/settings/approvals',
      '/console/settings/privacy',
      '/console/settings/legal',
      '/console/settings/legal/terms',
      '/console/settings/keys',
      '/console/settings/mail',
      '/console/settings/rates',
      '/console/settings/till',
    ];
  });
  afterAll(() => club.close());

  it('passes axe in light and dark, and fits the smallest phone', async () => {
    const page = await club.page(cookie, { width: 1440, height: 900, theme: 'system', language: 'en' });
    const found: string[] = [];
    for (const path of paths) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      const reply = await page.goto(path);
      if (!reply?.ok()) found.push(`${path}: ${reply?.status()}`);
      const everything = await axeFaults(page);
      await switchToDark(page);
      found.push(...[...everything, ...(await colourFaults(page))].map((fault) => `${path}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 640 });
      // The layout takes a moment to settle.
      await expect
        .poll(() => page.evaluate<boolean>(isTooWide), {
          message: `${path} at 320`,
          interval: 20,
          timeout: 15_000,
        })
        .toBe(false);
      await expect.poll(() => page.evaluate(cutOff), { message: `${path} at 320`, interval: 20 }).toEqual([]);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});

import { createEarningRule, createProduct } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

describe.runIf(await findBrowser())('the search of the console', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(() => club.close());

  /** A hydrated page. */
  const open = async (path: string): Promise<Page> => {
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(path);
    return page;
  };
  const search = async (page: Page, typed: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Jump to' }).fill(typed);
  };
  const jumpTo = async (page: Page, typed: string, option: RegExp, url: RegExp): Promise<void> => {
    await search(page, typed);
    // An open form may have options of its own.
    await page.getByRole('listbox').getByRole('option', { name: option }).first().click();
    await page.waitForURL(url);
  };

  it('finds members while typing, and with Ctrl-K', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Wilhelmina', lastName: 'Quist' });
    const page = await open('/console/members');
    await page.keyboard.press('/');
    await page.keyboard.type('wilhelmina q');
    await page.waitForURL(/q=wilhelmina/u);
    await page.getByText('1 member', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Wilhelmina Quist' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('quist');
    await page.getByRole('option', { name: /Wilhelmina Quist/u }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(id, 'u'));
    await page.context().close();
  });

  it('finds receipts, rules, products, locations and staff with Ctrl-K', async () => {
    await shop.sell(500, undefined, 'JUMP-77');
    await shop.till.call(createEarningRule, {
      body: { name: 'Quokka days', effect: { kind: 'fixed-points', points: 5 } },
    });
    await shop.till.call(createProduct, { body: { sku: 'JUMP-SKU', name: 'Wombat biscuits' } });
    await makeLocation(club.api, { name: 'Dingo Lane' });
    await makeStaff(club.api, ['cashier'], { email: 'erika.echidna@club.example' });
    const page = await open('/console/members');
    await jumpTo(page, 'JUMP-77', /JUMP-77/u, /\/console\/purchases\//u);
    await jumpTo(page, 'quokka', /Quokka days/u, /\/console\/rules\//u);
    await jumpTo(page, 'wombat', /Wombat biscuits/u, /\/console\/products\?q=JUMP-SKU/u);
    await jumpTo(page, 'dingo', /Dingo Lane/u, /\/console\/locations\?edit=/u);
    await jumpTo(page, 'echidna', /erika\.echidna/u, /\/console\/staff\?edit=/u);
    await page.context().close();
  });

  it('shows the best match first, whatever it is', async () => {
    await makeMember(club.api, { firstName: 'Tasmania', lastName: 'Devilson' });
    await makeReward(club.api, { name: { en: 'Devil' } });
    const page = await open('/console/members');
    await search(page, 'devil');
    await page.getByRole('option', { name: /Devilson/u }).waitFor();
    expect(await page.getByRole('dialog').getByRole('option').first().textContent()).toMatch(/^\s*Devil\b/u);
    await page.context().close();
  });

  it('finds rewards and actions with Ctrl-K, and shows the shortcuts', async () => {
    const page = await open('/console/members');
    await makeReward(club.api, { name: { en: 'Žufánek mug' } });
    await jumpTo(page, 'zufanek', /Žufánek mug/u, /\/console\/rewards\//u);
    await jumpTo(page, 'zufnek', /Žufánek mug/u, /\/console\/rewards\//u);
    await jumpTo(page, 'add rul', /rule/iu, /\/console\/rules\/new/u);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: /Žufánek mug/u }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });
});

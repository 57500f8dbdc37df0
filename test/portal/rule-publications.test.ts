import {
  createEarningRule,
  getEarningRule,
  publishEarningRule,
  updateEarningRule,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { perMoney } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

describe.runIf(await findBrowser())('the rule page', () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;
  beforeAll(async () => {
    club = await startClub();
    await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
  });
  afterAll(() => club.close());

  const publishFrom = async (page: Page, local: string): Promise<void> => {
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('On a date').check();
    await dialog.getByLabel('Starts on').fill(local);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  it('publishes ahead and for the past, shows the timeline, and withdraws scheduled versions', async () => {
    const effect = perMoney(1, 100);
    const { id } = await api.call(createEarningRule, { body: { name: 'Points per euro', effect } });
    const params = { id };
    await api.call(publishEarningRule, { params });
    await api.call(updateEarningRule, { params, body: { effect: perMoney(2, 100) }, version: 1 });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(`/console/rules/${id}`);

    await publishFrom(page, '2099-01-01T00:00');
    expect(await api.call(getEarningRule, { params })).toMatchObject({
      state: 'live',
      liveVersion: 1,
      scheduled: { version: 2 },
    });
    const items = page.getByRole('listitem');
    await items.filter({ hasText: 'Version 2' }).filter({ hasText: 'Scheduled' }).first().waitFor();
    await page.getByRole('button', { name: 'Cancel the scheduled version' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the scheduled version' }).click();
    await items.filter({ hasText: 'Not valid at any time' }).waitFor();
    expect(await api.call(getEarningRule, { params })).toMatchObject({ liveVersion: 1, scheduled: null });

    await publishFrom(page, '2020-01-01T00:00');
    expect(await api.call(getEarningRule, { params })).toMatchObject({ liveVersion: 2 });
    await items
      .filter({ hasText: 'Version 1' })
      // Its last day, as the next version starts at midnight.
      .filter({ hasText: 'Until 31 December 2019' })
      .waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });
});

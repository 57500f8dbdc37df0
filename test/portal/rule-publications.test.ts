import {
  createEarningRule,
  getEarningRule,
  publishEarningRule,
  updateEarningRule,
  type EarningRule,
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

  it('duplicates as a draft with the same content and a name of its own, from the page and the list', async () => {
    const name = { de: 'Sommer', en: 'Summer', cs: 'Léto' };
    const effect = perMoney(3, 100);
    const validUntil = '2020-01-01T00:00:00.000Z';
    const body = { name, effect, validUntil, caps: [{ per: 'day' as const, points: 50 }] };
    const rule = await api.call(createEarningRule, { body });
    await api.call(publishEarningRule, { params: { id: rule.id } });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    const copied = async (): Promise<EarningRule> => {
      await page.getByRole('heading', { level: 1, name: 'Summer (copy)' }).waitFor();
      const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      return api.call(getEarningRule, { params: { id } });
    };
    const expected = {
      state: 'draft',
      version: 1,
      nameTexts: { de: 'Sommer (Kopie)', en: 'Summer (copy)', cs: 'Léto (kopie)' },
      effect,
      validUntil,
      caps: body.caps,
    };

    await page.goto(`/console/rules/${rule.id}`);
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
    const first = await copied();
    expect(first).toMatchObject(expected);
    await page.goto('/console/rules');
    await page.getByRole('button', { name: 'Duplicate “Summer”', exact: true }).click();
    const second = await copied();
    expect(second).toMatchObject(expected);
    expect(new Set([rule.id, first.id, second.id]).size).toBe(3);
    expect(await api.call(getEarningRule, { params: { id: rule.id } })).toMatchObject({
      version: 1,
      state: 'ended',
    });
  });

  it('shows the state in the list, which filters by it', async () => {
    const of = { effect: perMoney(1, 100) };
    const past = await api.call(createEarningRule, {
      body: { ...of, name: 'Last year', validUntil: '2020-01-01T00:00:00Z' },
    });
    await api.call(publishEarningRule, { params: { id: past.id } });
    await api.call(createEarningRule, { body: { ...of, name: 'An idea' } });
    const page = await club.page(manager.cookie, { width: 390, language: 'en' });
    await page.goto('/console/rules');
    const row = (name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });
    await row('Last year').getByText('Ended', { exact: true }).waitFor();
    await row('An idea').getByText('Draft', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Status').selectOption('Ended');
    await row('An idea').waitFor({ state: 'detached' });
    await row('Last year').waitFor();
    expect(new URL(page.url()).search).toBe('?state=ended');
    await page.goto('/console/rules?state=paused');
    await page.getByText('No rule has this status.').waitFor();
  });
});

import {
  createEarningRule,
  getEarningRule,
  pauseEarningRule,
  publishEarningRule,
  updateEarningRule,
  type EarningRule,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import { isInTrial } from '@regulars/loyalty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { perMoney } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

describe.runIf(await findBrowser())('the rule page', () => {
  let club: TestClub;
  let manager: SignedIn;
  let api: RegularsClient;
  let shop: Shop;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
  });
  // The portal does not know the clock of the test.
  beforeEach(() => club.api.clock.reset());
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

  it('publishes to a share of the members, and ends the trial for all', async () => {
    const effect = perMoney(1, 100);
    const { id } = await api.call(createEarningRule, { body: { name: 'Points in a trial', effect } });
    const params = { id };
    await api.call(publishEarningRule, { params });
    await api.call(updateEarningRule, { params, body: { effect: perMoney(2, 100) }, version: 1 });
    const page = await club.page(manager.cookie, { width: 390, height: 844, language: 'en' });
    await page.goto(`/console/rules/${id}`);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Publish' }).click();
    await dialog.getByLabel('A share of the members').check();
    const percent = dialog.getByLabel('Members in the trial, in percent');
    await percent.fill('95');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.getByText('Enter a whole number from 1 to 90').waitFor();
    await percent.fill('30');
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Trial: version 2, 30').first().waitFor();
    expect(await api.call(getEarningRule, { params })).toMatchObject({
      liveVersion: 1,
      trial: { version: 2, share: 30 },
    });

    club.api.clock.advance({ minutes: 1 });
    await page.getByRole('link', { name: 'What the trial changed' }).click();
    await page.getByRole('heading', { level: 1, name: 'Trial of “Points in a trial”' }).waitFor();
    await page.getByText('Too few members with purchases').waitFor();
    const fits = 'document.documentElement.scrollWidth <= innerWidth';
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(fits)).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'End the trial for all' }).click();
    await dialog.getByRole('button', { name: 'End the trial for all' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Ended', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'End the trial for all' }).waitFor({ state: 'detached' });
    expect(await api.call(getEarningRule, { params })).toMatchObject({ liveVersion: 2, trial: null });
    expect(await axeFaults(page)).toEqual([]);
  });

  it('shows what a trial changed, with the interval and its figures', async () => {
    const effect = perMoney(1, 100);
    const { id } = await api.call(createEarningRule, { body: { name: 'Compared', effect } });
    const params = { id };
    await api.call(publishEarningRule, { params });
    await api.call(updateEarningRule, { params, body: { effect: perMoney(2, 100) }, version: 1 });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(`/console/rules/${id}/trial`);
    await page.getByText('No trial has started yet').waitFor();
    const parts: Record<'in' | 'out', string[]> = { in: [], out: [] };
    while (Math.min(parts.in.length, parts.out.length) < 30) {
      const member = await makeMember(club.api);
      parts[isInTrial(member.id, id, 50) ? 'in' : 'out'].push(member.id);
    }
    club.api.clock.advance({ seconds: 1 });
    await api.call(publishEarningRule, { params, body: { share: 50 } });
    for (const [index, member] of parts.in.entries()) await shop.sell(2500 + index, member);
    for (const [index, member] of parts.out.entries()) await shop.sell(1000 + index, member);
    club.api.clock.advance({ minutes: 1 });
    await page.goto('/console/rules');
    await page.getByRole('link', { name: 'What the trial changed' }).click();
    await page.getByText(/^Members in the trial spent €\d+\.\d\d more each\. With 95/u).waitFor();
    await page.getByText('More than chance explains').waitFor();
    await page.getByText('Both parts were alike before').waitFor();
    await page.getByRole('row', { name: 'With purchases' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'End the trial for nobody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'End the trial for nobody' }).click();
    await page.getByText('Ended', { exact: true }).waitFor();
    expect(await api.call(getEarningRule, { params })).toMatchObject({ liveVersion: 1, trial: null });
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

  it('compares two versions part by part, the draft with the live one first', async () => {
    const weekday = (value: string) => ({ fact: 'moment.weekday' as const, op: 'is', value });
    const adult = { fact: 'member.age' as const, op: 'at-least', value: 18 };
    const body = { name: 'Evenings', effect: perMoney(1, 100), when: { all: [weekday('thursday'), adult] } };
    const { id } = await api.call(createEarningRule, { body });
    const params = { id };
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto(`/console/rules/${id}/versions`);
    await page.getByText('There is one version so far').waitFor();

    await api.call(publishEarningRule, { params });
    const caps = [{ per: 'day' as const, points: 50 }];
    await api.call(updateEarningRule, { params, body: { caps }, version: 1 });
    await api.call(updateEarningRule, { params, body: { when: weekday('friday') }, version: 2 });
    await page.goto(`/console/rules/${id}`);
    await page.getByRole('link', { name: 'Compare versions' }).click();
    await page.getByRole('heading', { name: '2 differences' }).waitFor();
    const told = (term: string) => page.locator('main').getByRole('definition').filter({ hasText: term });
    await told('Weekday is Thursday').filter({ hasText: 'Weekday is Friday' }).getByText('Changed').waitFor();
    await told('Age is at least 18').getByText('Removed').waitFor();
    await told('No limit').filter({ hasText: '50 points' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    // By keyboard: the earlier version becomes the second one.
    await page.getByLabel('Earlier version').focus();
    await page.keyboard.press('ArrowUp');
    for (const _ of [1, 2]) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1 difference', exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?before=2&after=3');
    await page.getByText('Weekday is Friday').first().waitFor();
  });

  it('shows in the calendar what is live when, month by month', async () => {
    const now = new Date();
    const day = (months: number): string =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 10)).toISOString();
    const when = { fact: 'moment.weekday' as const, op: 'is', value: 'thursday' };
    const body = {
      name: 'Next month',
      effect: perMoney(1, 100),
      when,
      validFrom: day(1),
      validUntil: day(2),
    };
    const paused = new Date(Date.parse(day(1)) + 7 * 86_400_000).toISOString();
    const { id } = await api.call(createEarningRule, { body });
    await api.call(publishEarningRule, { params: { id } });
    await api.call(pauseEarningRule, { params: { id }, body: { at: paused } });
    const page = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await page.goto('/console/rules');
    await page.getByRole('link', { name: 'Calendar' }).click();
    await page.waitForURL('**/console/rules/calendar');
    const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Next month' }) });
    await row.getByText('Weekday is Thursday').waitFor();
    // Scheduled, and paused after it.
    expect(await row.locator('[aria-hidden] > a').count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
    for (const _ of [1, 2, 3]) {
      const before = page.url();
      await page.getByRole('link', { name: 'One month ahead' }).click();
      await page.waitForURL(({ href }) => href !== before);
    }
    await row.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Today' }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    await row
      .first()
      .getByText(/^Scheduled:/)
      .waitFor();
    await row.first().getByRole('link', { name: 'Next month' }).click();
    await page.waitForURL(`**/console/rules/${id}`);
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

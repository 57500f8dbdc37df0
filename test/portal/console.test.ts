import { readFile } from 'node:fs/promises';
import {
  getMember,
  getMemberPoints,
  getOverview,
  listLocations,
  listOwnRewards,
  listPointsEntries,
  recordPurchase,
  redeemReward,
  updateMember,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { startClub, type TestClub, untilGone } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

const desk = { width: 1440, height: 900, language: 'en' } as const;

describe.runIf(await findBrowser())('the console', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;
  let api: RegularsClient;

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    // Each test finds some figures.
    for (const amount of [300, 400]) await shop.sell(amount);
    manager = await makeStaff(club.api, ['manager']);
    api = club.api.client({ cookie: manager.cookie });
  });
  afterAll(() => club.close());

  /** A hydrated page. */
  const open = async (path: string): Promise<Page> => {
    const page = await club.page(manager.cookie, desk);
    await page.goto(path);
    return page;
  };
  const toast = (page: Page, text: string) =>
    page.locator('[data-sonner-toast]', { hasText: text }).waitFor();

  it('signs a manager in and shows the figures of the API', async () => {
    const { member } = await makeSignedInMember(club.api);
    await shop.sell(12_500, member.id);
    await shop.sell(2500);
    const page = await club.page(undefined, desk);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(manager.email);
    await page.getByLabel('Password').fill(manager.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();

    const figures = await api.call(getOverview, { query: { days: 30 } });
    const shown = async (label: string): Promise<string> =>
      (await page
        .getByRole('link')
        .filter({ has: page.getByText(label, { exact: true }) })
        .locator('.numeral')
        .textContent()) ?? '';
    const number = (value: number | null): string => new Intl.NumberFormat('en-GB').format(value ?? 0);
    expect(figures.revenue.value).toBeGreaterThanOrEqual(15_000);
    // Cents matter to a small club.
    expect(await shown('Revenue')).toBe(`€${((figures.revenue.value ?? 0) / 100).toFixed(2)}`);
    expect(await shown('Active members')).toBe(number(figures.activeMembers.value));
    expect(await shown('Points issued')).toBe(number(figures.issued.value));
    expect(await shown('Points owed')).toBe(number(figures.outstanding.value));
    expect(await shown('Revenue with card')).toBe(
      new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }).format(
        figures.cardShare.value ?? 0,
      ),
    );
    await page.context().close();
  });

  it('opens the purchases that a figure counts', async () => {
    const now = Temporal.Instant.fromEpochMilliseconds(club.api.clock.now());
    const day = (days: number): string =>
      now.toZonedDateTimeISO('Europe/Vienna').subtract({ days }).toInstant().toString();
    for (const [number, daysAgo] of [
      ['FIRST-DAY', 29],
      ['DAY-BEFORE', 30],
    ] as const)
      await shop.till.call(recordPurchase, {
        body: {
          receipt: { location: shop.location.code, number },
          purchasedAt: day(daysAgo),
          currency: 'EUR',
          lines: [{ name: 'Tasse', amount: 100 }],
        },
      });
    const figures = await api.call(getOverview, { query: { days: 30 } });
    const page = await open('/console?days=30');
    const main = page.getByRole('main');
    await main
      .getByRole('link')
      .filter({ has: page.getByText('Purchases', { exact: true }) })
      .click();
    // The overview lists purchases, too.
    await page.waitForURL(/\/console\/purchases\?/u);
    await page.getByRole('heading', { level: 1, name: 'Purchases' }).waitFor();
    await page.getByRole('cell', { name: 'FIRST-DAY' }).waitFor();
    expect(await page.getByRole('cell', { name: 'DAY-BEFORE' }).count()).toBe(0);
    expect(await page.getByText(`${figures.purchases.value} purchases`, { exact: true }).count()).toBe(1);
    await page.context().close();
  });

  it('draws the running week as unfinished', async () => {
    // Without points there is no chart.
    const { member } = await makeSignedInMember(club.api);
    await shop.sell(1000, member.id);
    const page = await open('/console?days=90');
    await page.getByText('by week; dotted: still running').waitFor();
    await page.getByRole('rowheader', { name: '(so far)' }).last().waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('shows a new purchase on the open overview without a reload', async () => {
    const page = await open('/console');
    await page.getByText('live', { exact: true }).waitFor();
    await shop.sell(4711, undefined, 'LIVE-1');
    await page.getByRole('cell', { name: 'LIVE-1' }).waitFor();
    await page.context().close();
  });

  it('creates and publishes a rule by keyboard alone, and the next purchase earns by it', async () => {
    const page = await open('/console/rules/new');
    await tabTo(page, page.getByRole('textbox', { name: 'English' }));
    await page.keyboard.type('Double coffee');
    await tabTo(page, page.getByLabel('Points per amount spent'));
    await page.keyboard.press('ArrowRight');
    await tabTo(page, page.getByLabel('Value'));
    await page.keyboard.type('coffee');
    const sentence = page.getByTestId('sentence');
    expect((await sentence.textContent())?.trim()).toBe(
      'Members get double points on goods of category coffee.',
    );
    await tabTo(page, page.getByRole('button', { name: 'Save as draft' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Double coffee' }).waitFor();

    const { member } = await makeSignedInMember(club.api);
    expect((await shop.sell(1000, member.id)).points?.earned).toBe(10);
    await tabTo(page, page.getByRole('button', { name: 'Publish' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Publish' }));
    await page.keyboard.press('Enter');
    await toast(page, 'Published');

    const receipt = await shop.sell(1000, member.id);
    expect(receipt.points?.earned).toBe(20);
    expect(receipt.explanation.map((line) => [line.rule?.name, line.points])).toContainEqual([
      'Double coffee',
      10,
    ]);

    await page.reload();
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    const drafted = page.getByRole('region', { name: 'With this draft' });
    await drafted.getByText('Total points').waitFor();
    expect(
      await drafted.getByRole('listitem').filter({ hasText: '× 2: 100% more on 10.00 EUR' }).count(),
    ).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await toast(page, 'Rule paused');
    expect((await shop.sell(1000, member.id)).points?.earned).toBe(10);
    await page.context().close();
  });

  it('shows what is missing in a rule, and sends nothing', async () => {
    const page = await open('/console/rules/new');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Please fill this in').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/rules/new');
    await page.context().close();
  });

  it('keeps the input if someone else changed the member in the meantime', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Ada', lastName: 'Novak' });
    const page = await open(`/console/members/${id}?tab=profile`);
    const { version } = await api.call(getMember, { params: { id } });
    await api.call(updateMember, { params: { id }, body: { phone: '+4312345678' }, version });
    await page.getByLabel('Last name').fill('Nováková');
    await page.getByRole('button', { name: 'Save' }).click();
    const notice = page.getByRole('alert').filter({ hasText: 'Someone else changed this' });
    await notice.waitFor();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Nováková');
    expect((await api.call(getMember, { params: { id } })).lastName).toBe('Novak');

    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await toast(page, 'Saved');
    expect((await api.call(getMember, { params: { id } })).lastName).toBe('Nováková');
    await untilGone(notice);
    await page.context().close();
  });

  it('refuses to empty the first name at its field, and keeps the rest', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Eva', lastName: 'Braun' });
    const page = await open(`/console/members/${id}?tab=profile`);
    await page.getByLabel('First name').fill(' ');
    await page.getByLabel('Last name').fill('Rot');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('First name').and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Rot');
    expect(await api.call(getMember, { params: { id } })).toMatchObject({
      firstName: 'Eva',
      lastName: 'Braun',
    });
    await page.context().close();
  });

  it('keeps the name of a location in each language', async () => {
    const page = await open('/console/locations?new=yes');
    const dialog = page.getByRole('dialog');
    const names = dialog.getByRole('group', { name: 'Name' });
    await names.getByLabel('Deutsch').fill('Marktplatz');
    await names.getByLabel('English').fill('Market Square');
    await names.getByLabel('Čeština').fill('Na náměstí');
    await dialog.getByLabel('Code').fill('market-square');
    await dialog.getByRole('button', { name: 'Add a location' }).click();
    await page.getByRole('link', { name: 'Market Square' }).first().waitFor();
    const { data } = await api.call(listLocations);
    expect(data.find(({ code }) => code === 'market-square')?.nameTexts).toEqual({
      de: 'Marktplatz',
      en: 'Market Square',
      cs: 'Na náměstí',
    });
    await page.context().close();
  });

  it('asks before it discards unsaved changes', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Eva', lastName: 'Blau' });
    const page = await open(`/console/members/${id}?tab=profile`);
    await page.getByLabel('Last name').fill('Grün');
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('alertdialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByLabel('Last name').inputValue()).toBe('Grün');
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    await page.context().close();
  });

  it('shows the history of a member in words and names', async () => {
    const { id } = await makeMember(club.api, { consents: [{ purpose: 'newsletter', granted: true }] });
    await shop.sell(12_000, id);
    await api.call(redeemReward, {
      params: { id: shop.rewards.coffee.id },
      body: { memberId: id },
      key: crypto.randomUUID(),
    });
    const page = await open(`/console/members/${id}`);
    const story = page.getByRole('main').getByRole('listitem');
    await story
      .filter({ hasText: 'Consent waits for confirmation' })
      .getByText('News and offers by e-mail')
      .waitFor();
    await story
      .filter({ hasText: 'Card issued' })
      .getByText(/4021 \d{4} \d{4} \d{4}/u)
      .waitFor();
    await story.filter({ hasText: 'Voucher issued' }).getByText('Cappuccino').waitFor();
    const about = page.getByRole('complementary');
    await about.getByRole('button', { name: 'Record' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Consent').selectOption({ label: 'Surveys by post' });
    await dialog.getByText('No, or withdrawn').click();
    await dialog.getByRole('button', { name: 'Record' }).click();
    await toast(page, 'The consent is recorded.');
    await about.getByRole('listitem').filter({ hasText: 'Surveys by post' }).getByText('Not given').waitFor();
    await about.getByText('History').click();
    await about.getByText('recorded by the team').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('adjusts points with a reason, and reverses the adjustment', async () => {
    const { id } = await makeMember(club.api, { firstName: 'Otto', lastName: 'Maier' });
    const page = await open(`/console/members/${id}`);
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Adjust points' }).click();
    await dialog.getByLabel('Points').fill('70');
    await dialog.getByRole('button', { name: 'Adjust' }).click();
    await dialog.getByText('Please fill this in').waitFor();
    await dialog.getByLabel('Reason').fill('Spilled coffee');
    await dialog.getByRole('button', { name: 'Adjust' }).click();
    await toast(page, 'Points adjusted');
    const points = async (): Promise<number> =>
      (await api.call(getMemberPoints, { params: { id } })).available;
    expect(await points()).toBe(70);

    await page.getByRole('link', { name: 'Journal' }).click();
    await page.getByRole('cell', { name: /Correction.*Spilled coffee/u }).waitFor();
    await page.getByRole('button', { name: 'Reverse' }).click();
    await dialog.getByLabel('Reason').fill('The wrong member');
    await dialog.getByRole('button', { name: 'Reverse' }).click();
    await toast(page, 'Correction reversed');
    expect(await points()).toBe(0);
    const journal = await api.call(listPointsEntries, { params: { id } });
    expect(journal.data.map((entry) => entry.reason)).toEqual(['The wrong member', 'Spilled coffee']);
    await page.context().close();
  });

  it('creates a reward that members see after its publication', async () => {
    const member = await makeSignedInMember(club.api);
    const offered = async (): Promise<(string | undefined)[]> =>
      (await club.api.client({ cookie: member.cookie }).call(listOwnRewards)).data.map(
        (reward) => reward.name.en,
      );
    const page = await open('/console/rewards/new');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Please fill this in').waitFor();
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('A walk at dawn');
    await page.getByLabel('Points', { exact: true }).fill('250');
    await page.getByRole('radio', { name: 'Leaf' }).check();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'A walk at dawn' }).waitFor();
    expect(await offered()).not.toContain('A walk at dawn');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await toast(page, 'Reward published');
    expect(await offered()).toContain('A walk at dawn');
    await page.context().close();
  });

  it('exports the shown list, without formulas', async () => {
    await makeMember(club.api, { firstName: '=HYPERLINK("http://evil.example")', lastName: 'Formula' });
    await makeMember(club.api, { firstName: 'Plain', lastName: 'Name' });
    const page = await open('/console/members?q=Formula');
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'As CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/u);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"\'=HYPERLINK(""http://evil.example"") Formula"');
    await page.context().close();
  });

  it('shows the secret of a new key once, to admins only', async () => {
    const admin = await makeStaff(club.api, ['admin']);
    const page = await club.page(admin.cookie, desk);
    await page.goto('/console/settings/keys');
    await page.getByRole('button', { name: 'Create a key' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Till Vienna');
    await dialog.getByLabel('purchases:write').check();
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const secret = (await page.locator('code').textContent()) ?? '';
    expect(secret).toMatch(/^rk_live_/u);
    const allowed = await fetch(`${club.url}/api/v1/earning-rules`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(allowed.status).toBe(403);
    await page.reload();
    expect(await page.content()).not.toContain(secret);
    await page.context().close();

    const other = await open('/console/settings');
    expect(await other.getByRole('link', { name: 'API keys' }).count()).toBe(0);
    await other.context().close();
  });
});

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const longestWay = 80;
  for (let step = 0; step < longestWay; step += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached by Tab`);
}

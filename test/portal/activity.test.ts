import { randomUUID } from 'node:crypto';
import { assignTask, listTasks, recordPurchase, returnPurchase } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

const english = { language: 'en' } as const;
const desk = { ...english, width: 1440, height: 900 } as const;
const dayMs = 86_400_000;

describe.runIf(await findBrowser())('activity, tasks and the language', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;
  let me: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
  });
  beforeEach(async () => {
    me = await makeSignedInMember(club.api);
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie = me.cookie, look: object = english): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    return page;
  };
  const sell = (lines: object[], purchasedAt = club.api.clock.now()) =>
    shop.till.call(recordPurchase, {
      body: {
        receipt: { location: shop.location.code, number: randomUUID() },
        purchasedAt: new Date(purchasedAt).toISOString(),
        currency: 'EUR',
        member: { id: me.member.id },
        lines: lines,
      },
    });

  it('is in the order of the purchases; receipts say what earned nothing, and why', async () => {
    await sell([{ name: 'Today', amount: 1000 }]);
    const { id } = await sell(
      [
        { name: 'Coffee', amount: 2000 },
        { name: 'Gift card', amount: 5000, kind: 'gift-card' },
      ],
      club.api.clock.now() - 2 * dayMs,
    );
    const page = await open('/club/activity');
    const rows = await page.getByRole('main').getByRole('listitem').allInnerTexts();
    expect(rows.filter((row) => /\+\d/u.test(row)).map((row) => /\+\d+/u.exec(row)?.[0])).toEqual([
      '+10',
      '+20',
    ]);
    expect(rows.filter((row) => row.includes('booked'))).toHaveLength(1);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`/club/activity/${id}`);
    await page.getByText('No points: gift cards earn none').waitFor();
    await page.getByText(/^booked /u).waitFor();
  });

  it('a return while home is open says what was returned and why points went', async () => {
    const { id } = await sell([
      { name: 'Cup', amount: 3000 },
      { name: 'Beans', amount: 1000 },
    ]);
    const page = await club.page(me.cookie, english);
    const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
    await page.goto('/club');
    await listening;
    await shop.till.call(returnPurchase, {
      params: { id: id ?? '' },
      body: { lines: [{ line: 0, quantity: 1 }] },
    });
    const sheet = page.getByRole('dialog', { name: 'Goods returned' });
    await sheet.getByText('Cup').waitFor();
    await sheet.getByText('You got 30 points for these goods. What you kept earns: 10 points.').waitFor();
    expect(await sheet.getByTestId('taken-back').innerText()).toBe('−30');
    expect(await axeFaults(page)).toEqual([]);
  });

  it('"this is wrong" reaches console and till, and the answer comes back to the receipt', async () => {
    const { id } = await sell([{ name: 'Tea', amount: 700 }]);
    const page = await open(`/club/activity/${id}`);
    await page.getByRole('button', { name: 'Something is wrong' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog
      .getByText('Please fill in this field')
      .or(dialog.locator('[aria-invalid=true]'))
      .first()
      .waitFor();
    await dialog.getByLabel('What is wrong?').fill('I bought two teas.');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await page.getByTestId('report').getByText('I bought two teas.').waitFor();
    await page.getByText('We have not answered yet.').waitFor();

    const console_ = await open('/console/tasks', manager.cookie, desk);
    await console_.getByText('I bought two teas.').waitFor();
    await console_.getByText('1 open task').first().waitFor({ state: 'attached' });
    expect(await axeFaults(console_)).toEqual([]);
    await console_.getByRole('button', { name: 'Assign' }).click();
    await console_.getByLabel('Who takes care of it?').selectOption({ label: 'manager' });
    await console_.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
    await console_.getByText('Assigned to manager').waitFor();

    const cashier = await makeStaff(club.api, ['cashier']);
    const till = await open('/till/tasks', cashier.cookie, { ...english, width: 1024, height: 768 });
    await till.getByText('I bought two teas.').waitFor();
    expect(await axeFaults(till)).toEqual([]);
    await till.getByRole('button', { name: 'Done' }).click();
    await till.getByLabel('Note to the member').fill('You get 7 more points.');
    await till.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await till.getByText('Nothing to do').waitFor();

    await page.reload();
    await page.getByTestId('report').getByText('You get 7 more points.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const api = club.api.client({ cookie: manager.cookie });
    const { data } = await api.call(listTasks, { query: { state: 'done' } });
    expect(data[0]).toMatchObject({ note: 'You get 7 more points.', doneBy: 'cashier' });
    await api.call(assignTask, { params: { id: data[0]?.id ?? '' }, body: { assigneeId: null } });
  });

  const switchTo = async (page: Page, name: string): Promise<void> => {
    const language = page.getByRole('button', { name, exact: true });
    expect(await language.count()).toBe(1);
    await language.click();
    await page
      .getByRole('button', { name, exact: true, pressed: true, includeHidden: true })
      .first()
      .waitFor({ state: 'attached' });
    await untilHydrated(page);
  };
  const openMenu = (page: Page): Promise<void> =>
    page.locator('details > summary', { hasText: 'Account: ' }).filter({ visible: true }).click();

  it('another language keeps what was typed when joining, but no password', async () => {
    const page = await club.page(undefined, english);
    await page.goto('/join');
    await page.locator('[name=firstName]').fill('Petra');
    await page.locator('[name=email]').fill('petra@new.example');
    await page.locator('[name=password]').fill('a long secret');
    await switchTo(page, 'Deutsch');
    await expect.poll(() => page.locator('[name=firstName]').inputValue()).toBe('Petra');
    expect(await page.locator('[name=email]').inputValue()).toBe('petra@new.example');
    expect(await page.locator('[name=password]').inputValue()).toBe('');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('Petra');
    await page.getByRole('button', { name: 'Dunkel', exact: true }).filter({ visible: true }).click();
    await page.getByRole('button', { name: 'Dunkel', exact: true, pressed: true }).first().waitFor();
    await expect.poll(() => page.locator('[name=firstName]').inputValue()).toBe('Petra');
  });

  it('another language keeps a changed profile, whose first name cannot be emptied', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie, english);
    await page.goto('/club/profile');
    await page.locator('[name=firstName]').fill('');
    await page.locator('[name=phone]').fill('+43660123');
    await switchTo(page, 'Deutsch');
    await expect.poll(() => page.locator('[name=phone]').inputValue()).toBe('+43660123');
    expect(await page.locator('[name=firstName]').inputValue()).toBe('');
    await page.locator('form:has([name=firstName]) button[type=submit]').click();
    await page.locator('[name=firstName][aria-invalid=true]').waitFor();
  });

  it('another language keeps a reward that a manager is writing, with its last day', async () => {
    const { cookie } = await makeStaff(club.api, ['manager']);
    const page = await club.page(cookie, desk);
    await page.goto('/console/rewards/new');
    await page.locator('[name=points]').fill('250');
    await page.getByLabel('Valid until').fill('2027-12-31');
    await openMenu(page);
    await switchTo(page, 'Deutsch');
    await expect.poll(() => page.locator('[name=points]').inputValue()).toBe('250');
    expect(await page.getByLabel('Gültig bis').inputValue()).toBe('2027-12-31');
    expect(await page.locator('[name=validUntil]').inputValue()).toBe('2027-12-31');
  });
});

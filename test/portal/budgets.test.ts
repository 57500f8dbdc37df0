import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WatchBudgetsJob } from '../../apps/api/src/features/earning/watch-budgets.job.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';

const english = { language: 'en' } as const;

describe.runIf(await findBrowser())('a budget', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(() => club.close());

  it('set by a manager and used up by sales is shown to managers and to members', async () => {
    const name = { de: 'Herbst', en: 'Autumn' };
    const rule = await makeRule(club.api, { name, effect: fixedPoints(10) });
    const page = await club.page(manager.cookie, { ...english, width: 1440, height: 900 });
    const address = `/console/rules/${rule.id}`;
    await page.goto(address);
    await untilHydrated(page);
    await page.getByLabel('Period of the budget').selectOption({ label: 'per calendar month' });
    await page.getByLabel('Points of the budget').fill('20');
    await page.getByRole('button', { name: 'Save as new version' }).click();
    await page.getByText('Saved. Publish it to make it live').waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('0 of 20 points given').waitFor();

    const { member, cookie } = await makeSignedInMember(club.api);
    await shop.sell(100, member.id);
    await shop.sell(100, member.id);
    await club.api.app.get(WatchBudgetsJob).run();
    await page.goto(address);
    await page.getByText('20 of 20 points given').waitFor();
    await page.getByText('The budget is used up.').waitFor();
    await page.getByText('A new period begins on').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.goto('/console/tasks');
    const task = page.getByRole('article', { name: 'A budget is used up' });
    await expect.poll(async () => (await page.reload(), task.count())).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    await task.getByRole('link', { name: 'Rule Autumn' }).click();
    await page.waitForURL(`**${address}`);

    const phone = await club.page(cookie, { ...english, width: 320, height: 640 });
    await phone.goto('/club/earn');
    const told = phone.getByRole('region', { name: 'Used up' });
    await told.getByText('Together, the members have already earned all of these points').waitFor();
    await told.getByText('again from').waitFor();
    expect(await axeFaults(phone)).toEqual([]);
  });
});

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

describe.runIf(await findBrowser())('the budget of the club', () => {
  let club: TestClub;
  let shop: Shop;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(() => club.close());

  it('is made, used up, raised and ended, and members read that it is used up', async () => {
    await makeRule(club.api, { name: { en: 'Autumn' }, effect: fixedPoints(10) });
    const page = await club.page(manager.cookie, { ...english, width: 1440, height: 900 });
    await page.goto('/console/budgets');
    await page.getByText('No budgets yet').waitFor();
    await untilHydrated(page);
    await page.getByRole('link', { name: 'Add a budget' }).first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Points').fill('0');
    await sheet.getByRole('button', { name: 'Add a budget' }).click();
    await sheet.getByText('Enter a whole number from 1').waitFor();
    await sheet.getByLabel('Points').fill('20');
    await sheet.getByRole('button', { name: 'Add a budget' }).click();
    await page.getByText('0 of 20 points given').waitFor();

    const { member, cookie } = await makeSignedInMember(club.api);
    for (let sold = 0; sold < 3; sold += 1) await shop.sell(100, member.id);
    await club.api.app.get(WatchBudgetsJob).run();
    const phone = await club.page(cookie, { ...english, width: 320, height: 640 });
    await phone.goto('/club/earn');
    const told = phone.getByRole('region', { name: 'Used up' });
    await told.getByText('Together, the members have already earned all of these points').first().waitFor();
    await page.goto('/console/tasks');
    const task = page.getByRole('article', { name: 'Location or club: a budget is used up' });
    await expect.poll(async () => (await page.reload(), task.count())).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    await task.getByRole('link', { name: 'The whole club' }).click();

    // The task leads to the budget and opens it.
    await sheet.getByLabel('Points').waitFor();
    await untilHydrated(page);
    await sheet.getByLabel('Points').fill('30');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('20 of 30 points given').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'End the budget: The whole club' }).click();
    const ending = page.getByRole('dialog', { name: 'End the budget of The whole club?' });
    await ending.getByRole('button', { name: 'End' }).click();
    await page.getByText('No budgets yet').waitFor();
  });
});

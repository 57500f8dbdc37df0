import { getOwnCard, getOwnPoints, listPurchases, type Purchase } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('paying with points', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let anna: SignedInMember;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1', taxRates: [20] }));
    await makeProduct(club.api, { sku: 'BEANS', name: 'House blend', category: 'coffee', quickKey: true });
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
    anna = await makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    await makeAwards(club.api, anna.member.id, [{ points: 700 }]);
  });
  afterAll(async () => {
    await club.close();
  });

  const open = async (path: string, cookie: string): Promise<Page> => {
    const page = await club.page(cookie, { language: 'en' });
    await page.goto(path);
    return page;
  };

  it('is switched on in the settings, used at the till, and shown on the receipt', async () => {
    const settings = await open('/console/settings/points', manager.cookie);
    await untilHydrated(settings);
    await settings.getByLabel('Members can pay with points').check();
    await settings.getByLabel('… are worth (EUR)').fill('1');
    await settings.getByLabel('In steps of').fill('50');
    expect(await axeFaults(settings)).toEqual([]);
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByText('Saved').first().waitFor();
    await settings.context().close();

    const { number } = (await club.api.client({ cookie: anna.cookie }).call(getOwnCard)).card;
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(number);
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    await till.button('More points').click();
    await expect.poll(() => till.total.textContent()).toBe('€7.90');
    await till.button('More points').click();
    await expect.poll(() => till.total.textContent()).toBe('€7.40');
    await till.button('All 700').click();
    await expect.poll(() => till.total.textContent()).toBe('€1.90');
    expect(await axeFaults(till.page)).toEqual([]);
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    await till.page.getByRole('listitem').filter({ hasText: '700 points' }).getByText('−€7.00').waitFor();
    const as = club.api.client({ cookie: anna.cookie });
    expect((await as.call(getOwnPoints)).available).toBe(1);

    const sold = (
      await club.api.client({ cookie: manager.cookie }).call(listPurchases, { query: { limit: 1 } })
    ).data[0] as Pick<Purchase, 'id'>;
    const receipt = await open(`/club/activity/${sold.id}`, anna.cookie);
    await receipt.getByText('700 points used').waitFor();
    await receipt.getByText('What you pay with points earns no points.').waitFor();
    await receipt.goto('/club/activity');
    await receipt.getByText('Paid with points').waitFor();
    await receipt.context().close();

    await till.page.getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByRole('heading', { name: 'Undone' }).waitFor();
    expect((await as.call(getOwnPoints)).available).toBe(700);
    await till.page.context().close();
  });
});

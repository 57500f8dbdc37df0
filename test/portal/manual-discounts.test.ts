import { getClub, getOwnCard, getPurchase, listPurchases } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('discounts by hand', () => {
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
  });
  afterAll(async () => {
    await club.close();
  });

  const open = async (path: string, cookie: string): Promise<Page> => {
    const page = await club.page(cookie, { language: 'en' });
    await page.goto(path);
    return page;
  };
  const setUp = async (): Promise<void> => {
    const settings = await open('/console/settings/discounts', manager.cookie);
    await untilHydrated(settings);
    await settings.getByLabel('The team can give discounts at the till').check();
    await settings.getByLabel('Cashiers: at most in %').fill('20');
    await settings.getByLabel('Show sums by person').check();
    await settings.getByLabel('Reasons to choose from').fill('Damaged\nApology');
    expect(await axeFaults(settings)).toEqual([]);
    await settings.getByRole('button', { name: 'Save' }).first().click();
    await settings.getByText('Saved').first().waitFor();
    const most = settings.getByLabel('At most per purchase');
    const saveCart = settings.getByRole('button', { name: 'Save' }).last();
    await most.fill('31');
    await saveCart.click();
    await settings.getByText('Enter a whole number from 1 to 30.').waitFor();
    await most.fill('4');
    await saveCart.click();
    const read = club.api.client({ cookie: manager.cookie });
    await expect.poll(async () => (await read.call(getClub)).discountsPerCart).toBe(4);
    await settings.context().close();
  };

  it('are set up by a manager, given and taken back at the till, posted, and read on the receipt', async () => {
    await setUp();
    const { number } = (await club.api.client({ cookie: anna.cookie }).call(getOwnCard)).card;
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(number);
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    const dialog = till.page.getByRole('dialog', { name: 'Discount by hand' });
    const give = async (percent: string): Promise<void> => {
      await till.button('Give a discount').click();
      await dialog.getByRole('textbox', { name: 'Percent' }).fill(percent);
      await dialog.getByRole('button', { name: 'Take off' }).click();
    };
    await give('50');
    await dialog.getByText('You may take off 20% at most.').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Percent' }).fill('10');
    await dialog.getByLabel('Reason').selectOption('Damaged');
    await dialog.getByRole('button', { name: 'Take off' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => till.total.textContent()).toBe('€8.01');

    const given = till.page.getByRole('list', { name: 'Discounts by hand' });
    await given.getByRole('button', { name: 'Remove discount: Damaged' }).click();
    await expect.poll(() => till.total.textContent()).toBe('€8.90');
    await give('20');
    await expect.poll(() => till.total.textContent()).toBe('€7.12');
    await given.getByText('−€1.78').waitFor();
    // An open purchase keeps it.
    await till.page.reload();
    await expect.poll(() => till.total.textContent()).toBe('€7.12');
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    await till.page.getByRole('listitem').filter({ hasText: 'Damaged' }).getByText('−€1.78').waitFor();

    const as = club.api.client({ cookie: manager.cookie });
    const sold = (await as.call(listPurchases, { query: { limit: 1 } })).data[0];
    const { discounts } = await as.call(getPurchase, { params: { id: sold?.id ?? '' } });
    expect(discounts).toMatchObject([{ kind: 'manual', name: 'Damaged', discount: 178 }]);
    const books = await open('/console/purchases', manager.cookie);
    await books.getByRole('link', { name: 'Discounts by hand' }).click();
    await books.getByRole('heading', { name: 'Discounts by hand', level: 1 }).waitFor();
    const row = books.getByRole('row').filter({ hasText: 'Damaged' });
    await row.getByText('€1.78').waitFor();
    await books.getByRole('heading', { name: 'By person' }).waitFor();
    await books.getByRole('listitem').filter({ hasText: 'cashier' }).getByText('€1.78').waitFor();
    expect(await axeFaults(books)).toEqual([]);
    await books.context().close();

    const receipt = await open(`/club/activity/${sold?.id}`, anna.cookie);
    await receipt.getByText('Damaged').waitFor();
    await receipt.context().close();
    await till.page.context().close();
  });

  it('are not offered to cashiers who may give none', async () => {
    await changeClub(club.api, {
      manualDiscounts: {
        cashierPercent: 0,
        managerPercent: 100,
        reasons: [],
        otherReasons: true,
        sumsByPerson: false,
      },
    });
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.button('Without card').click();
    await till.tap('12');
    await till.page.getByText('Add a coupon').waitFor();
    expect(await till.button('Give a discount').count()).toBe(0);
    await till.page.context().close();
  });
});

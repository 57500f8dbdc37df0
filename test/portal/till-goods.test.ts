import { getClub, getOwnCard, getPurchase, listPurchases, updateClub } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

const beans = '4006381333931';
/** As shops print them on cards and goods of their own. */
const ownNumber = '2000000000015';

describe.runIf(await findBrowser())('till: goods and amounts', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;
  let anna: { number: string; id: string };

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1', taxRates: [20, 10] }));
    const coffee = { category: 'coffee', quickKey: true };
    await makeProduct(club.api, { ...coffee, sku: 'BEANS', name: 'House blend 250 g', barcodes: [beans] });
    await makeProduct(club.api, { sku: 'BOOK', name: 'Morning light', category: 'books', quickKey: true });
    await makeProduct(club.api, { sku: 'TEA-7', name: 'Green tea', category: 'tea' });
    await makeProduct(club.api, { sku: 'KC', name: 'Only in crowns', prices: [], barcodes: ['96385074'] });
    await makeRule(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
    const as = club.api.client({ cookie: manager.cookie });
    const { version, points } = await as.call(getClub);
    await as.call(updateClub, {
      version,
      body: {
        points: { ...points, base: 'net' },
        till: {
          askAbove: [{ amount: 20_000, currency: 'EUR' }],
          categoryNames: [{ category: 'coffee', names: { de: 'Kaffee', en: 'Coffee and more' } }],
        },
      },
    });
    const { cookie, member } = await makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    const { card } = await club.api.client({ cookie }).call(getOwnCard);
    anna = { number: card.number, id: member.id };
  });
  afterAll(async () => {
    await club.close();
  });

  const openTill = () => TillPage.open(club, { cookie: cashier.cookie, location });
  const scan = async (till: TillPage, code: string) => {
    await till.button('Scan').click();
    const field = till.page
      .getByRole('dialog')
      .getByLabel('Card or customer number, voucher, phone or e-mail');
    await field.fill(code);
    await field.press('Enter');
  };

  it('adds scanned goods to an open purchase, and has a sentence for each other barcode', async () => {
    const till = await openTill();
    await till.type(beans);
    await till.page.getByRole('heading', { name: 'This is a product' }).waitFor();
    await till.type(anna.number);
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await scan(till, beans);
    await expect.poll(() => till.total.textContent()).toBe('€8.90');
    await scan(till, beans);
    await expect.poll(() => till.total.textContent()).toBe('€17.80');
    await scan(till, '4006381333948');
    await till.page.getByRole('heading', { name: 'Unknown barcode' }).waitFor();
    await scan(till, '96385074');
    await till.page.getByRole('heading', { name: 'No price here' }).waitFor();
    expect(await till.total.textContent()).toBe('€17.80');
    expect(await axeFaults(till.page)).toEqual([]);
    await till.page.context().close();
  });

  it('keeps what is scanned while a code is looked up, and posts all of it', async () => {
    const till = await openTill();
    await till.button('Without card').click();
    let release = (): void => undefined;
    const hold = async (): Promise<void> => {
      const held = new Promise<void>((resolve) => (release = resolve));
      await till.page.unrouteAll();
      await till.page.route('**/api/v1/products?*', async (route) => {
        await held;
        await route.continue().catch(() => undefined);
      });
    };
    await hold();
    for (const code of [beans, beans, '4006381333948', beans, beans]) await till.wedge(code);
    expect(await till.page.getByRole('heading', { name: 'Too many scans at once' }).count()).toBe(0);
    await till.wedge(beans);
    await till.page.getByRole('heading', { name: 'Too many scans at once' }).waitFor();
    release();
    await expect.poll(() => till.total.textContent()).toBe('€35.60');
    await till.page.getByRole('heading', { name: '2 scans were not taken' }).waitFor();
    const both = '…3931: Too many scans at once · …3948: Unknown barcode';
    await till.page.getByText(both, { exact: true }).waitFor();
    await hold();
    await till.wedge(beans);
    await till.post();
    release();
    await till.page.getByRole('heading', { name: 'Posted without card' }).waitFor();
    const as = club.api.client({ cookie: manager.cookie });
    const [posted] = (await as.call(listPurchases, { query: { limit: 1 } })).data;
    expect(posted?.total.gross).toBe(5 * 890);
    await till.page.context().close();
  });

  it('takes the digits of a slow hand scanner for a code, never for an amount', async () => {
    const till = await openTill();
    await till.button('Without card').click();
    await till.tap('12');
    await expect.poll(() => till.total.textContent()).toBe('€12.00');
    await till.page.keyboard.type(beans, { delay: 90 });
    await till.page.keyboard.press('Enter');
    await expect.poll(() => till.total.textContent()).toBe('€20.90');
    await till.page.context().close();
  });

  it('finds a customer number, typed and as a barcode', async () => {
    await makeMember(club.api, { firstName: 'Kim', lastName: 'Old', externalId: 'K-17' });
    await makeMember(club.api, { firstName: 'Ola', lastName: 'Old', externalId: ownNumber });
    const till = await openTill();
    await till.type('K-17');
    await till.page.getByRole('heading', { name: 'Kim O.' }).waitFor();
    await scan(till, ownNumber);
    await till.page.getByRole('heading', { name: 'Ola O.' }).waitFor();
    await till.page.context().close();
  });

  it('shows goods in the language of the cashier, and finds them by a name in any language', async () => {
    const made = await makeProduct(club.api, { sku: 'ROLL', name: { de: 'Schnecke', en: 'Bun' } });
    const page = await club.page(manager.cookie, { width: 1180, height: 820, language: 'en' });
    await page.goto(`/console/products?edit=${made.id}`);
    const name = page.getByRole('dialog').getByRole('group', { name: 'Name' });
    expect(await name.getByLabel('Deutsch').inputValue()).toBe('Schnecke');
    expect(await axeFaults(page)).toEqual([]);
    const prices = page.getByRole('region', { name: 'Prices so far' });
    await prices.getByText('since').first().waitFor();
    await prices.getByRole('button', { name: 'Set price' }).click();
    await prices.getByText('Choose a location or a channel.').waitFor();
    await prices.getByLabel('Location').selectOption('Wien 1');
    await prices.getByLabel('Price', { exact: true }).fill('7.50');
    await prices.getByRole('button', { name: 'Set price' }).click();
    const latest = prices.getByRole('listitem').first();
    await latest.getByText(/^since .* · Wien 1$/u).waitFor();
    await latest.getByText('€7.50', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await name.getByLabel('English').fill('Cinnamon roll');
    await name.getByLabel('Čeština').fill('Skořicový šnek');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const found = await page.evaluate(
      `fetch('/console/search?q=' + encodeURIComponent('skořicový')).then((reply) => reply.json())`,
    );
    expect(found).toMatchObject([{ kind: 'product', label: 'Cinnamon roll', note: 'ROLL' }]);
    await page.context().close();

    const till = await openTill();
    await till.button('Without card').click();
    await till.button('Products').click();
    await till.page.getByLabel('Find a product: name, SKU, barcode').fill('schnecke');
    const grid = till.page.getByRole('group', { name: 'Products' });
    await grid.getByRole('button', { name: 'Cinnamon roll €7.50' }).waitFor();
    await till.page.context().close();
  });

  it('searches products by keyboard, and names categories in the cashier’s language', async () => {
    const till = await openTill();
    await till.button('Without card').click();
    await till.button('Products').click();
    await till.button('Coffee and more').click();
    const grid = till.page.getByRole('group', { name: 'Products' });
    await expect.poll(() => grid.getByRole('button').count()).toBe(1);
    const field = till.page.getByLabel('Find a product: name, SKU, barcode');
    await field.fill('tea-7');
    await grid.getByRole('button', { name: /Green tea/ }).waitFor();
    await expect.poll(() => grid.getByRole('button').count()).toBe(1);
    expect(await axeFaults(till.page)).toEqual([]);
    await field.press('Enter');
    await expect.poll(() => till.total.textContent()).toBe('€8.90');
    expect(await field.inputValue()).toBe('');
    await field.pressSequentially('400638133', { delay: 60 });
    await expect.poll(() => grid.getByRole('button').allTextContents()).toHaveLength(1);
    await field.press('ArrowDown');
    await till.page.keyboard.press('Enter');
    await expect.poll(() => till.total.textContent()).toBe('€17.80');
    await field.fill('nothing like it');
    await till.page.getByText('No product found.').waitFor();
    await till.page.context().close();
  });

  it('asks again about a high amount, and posts it with the chosen tax rate', async () => {
    const till = await openTill();
    await till.type(anna.number);
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    const rate = (name: string) => till.page.getByRole('group', { name: /^Tax rate/ }).getByText(name);
    expect(await rate('20%').getAttribute('aria-pressed')).toBe('true');
    await till.tap('220');
    await till.page.getByText('+ 183 points').waitFor();
    await rate('10%').click();
    await till.page.getByText('+ 200 points').waitFor();
    await till.post();
    const question = till.page.getByRole('alertdialog', { name: 'Is the amount right?' });
    await question.getByText('€220.00').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await till.post();
    await question.getByRole('button', { name: 'Post' }).click();
    await till.page.getByText('New balance: 200 points').waitFor();
    const as = club.api.client({ cookie: manager.cookie });
    const [posted] = (await as.call(listPurchases, { query: { member: anna.id } })).data;
    const { lines, total } = await as.call(getPurchase, { params: { id: posted?.id ?? '' } });
    expect(lines).toMatchObject([{ taxRate: 10, amount: 22_000 }]);
    expect(total).toMatchObject({ gross: 22_000, net: 20_000 });
    await till.page.context().close();
  });

  it('stays the till when it is loaded again without a network', async () => {
    const page = await club.page(cashier.cookie, {
      width: 1180,
      height: 820,
      language: 'en',
      installed: true,
    });
    const till = await TillPage.at(page, location);
    const kept = "caches.open('personal').then((pages) => pages.match('/till')).then(Boolean)";
    await expect.poll(() => page.evaluate(kept), { timeout: 10_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.reload();
    await till.verdict.getByText('Scan the card').waitFor();
    await page.getByText('Offline', { exact: true }).waitFor();
    await page.goto('/till/returns');
    await till.verdict.getByText('Scan the card').waitFor();
    expect(new URL(page.url()).pathname).toBe('/till');
    await page.context().close();
  });
});

import { getOwnCard, listOwnVouchers, redeemReward } from '@regulars/contracts';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExpiredVouchers } from '../../apps/api/src/features/rewards/expired-vouchers.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makePartnerReward } from '../support/makers/partner-codes.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { readQr, startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { TillPage } from '../support/till-page.ts';

const tooWide = 'document.documentElement.scrollWidth - innerWidth';

describe.runIf(await findBrowser())('a reward', () => {
  let club: TestClub;
  let shop: Shop;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    await makeTier(club.api, { code: 'bean', name: { en: 'Bean' } });
    await makeTier(club.api, { code: 'roast', name: { en: 'Roast' }, threshold: 100 });
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie: string, look: object): Promise<Page> => {
    const page = await club.page(cookie, { language: 'en', ...look });
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };

  it('costs points and money, and less for a tier: the manager says so, the member reads it, the cashier is told', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const cashier = await makeStaff(club.api, ['cashier']);
    const { id } = await makeReward(club.api, { name: { en: 'Roasting course' }, points: 200 });
    const editor = await open(`/console/rewards/${id}`, manager.cookie, { width: 1440, height: 900 });
    await editor.getByLabel('Money besides the points').fill('12.50');
    await editor.getByLabel('Kind of reward').selectOption('sample');
    await editor.getByLabel('Points from tier Roast').fill('250');
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Enter a whole number from 1 to the usual price').waitFor();
    await editor.getByText('A product sample is free').waitFor();
    await editor.getByLabel('Kind of reward').selectOption('discount');
    await editor.getByLabel('Points from tier Roast').fill('150');
    await editor.getByRole('button', { name: 'Only for some members' }).click();
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Fill in the conditions to see').waitFor();
    const who = editor.locator('[data-row]');
    await who.getByRole('combobox').first().selectOption('member.language');
    await who.getByRole('combobox').last().selectOption('de');
    await editor.getByText(/^\d+ of \d+ members at the moment$/u).waitFor();
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = async () => (await send(club.api, 'get', `/rewards/${id}`, manager).expect(200)).body;
    await expect.poll(saved, { timeout: 10_000 }).toMatchObject({
      kind: 'discount',
      toPay: [{ amount: 1250, currency: 'EUR' }],
      tierPrices: [{ points: 150 }],
      audience: { fact: 'member.language', op: 'is', value: 'de' },
    });
    const price = editor.getByText('200 points + €12.50');
    const tierPrice = editor.getByText('From tier Roast: 150 points + €12.50');
    const preview = editor
      .locator('section')
      .filter({ has: editor.getByRole('heading', { name: 'Member view' }) });
    const kind = preview.getByText('Discount voucher', { exact: true });
    await Promise.all([price.waitFor(), tierPrice.waitFor(), kind.waitFor()]);
    await editor.getByText('Saved').first().waitFor();
    // The member's view follows the fields before they are saved.
    await editor.getByLabel('Money besides the points').fill('13');
    await editor.getByText('From tier Roast: 150 points + €13.00').waitFor();
    await editor.getByLabel('Money besides the points').fill('12.50');
    await tierPrice.waitFor();
    expect(await axeFaults(editor)).toEqual([]);
    await editor.context().close();
    const list = await open('/console/rewards', manager.cookie, { width: 1440, height: 900 });
    const row = list.getByRole('row', { name: 'Roasting course' });
    await row.getByRole('cell', { name: '200 + €12.50', exact: true }).waitFor();
    await row.getByText('Discount voucher · Only for some members', { exact: true }).waitFor();
    await row.getByRole('cell', { name: 'From tier Roast: 150', exact: true }).waitFor();
    expect(await axeFaults(list)).toEqual([]);
    await list.setViewportSize({ width: 320, height: 640 });
    expect(await list.evaluate(tooWide)).toBeLessThanOrEqual(0);
    await list.context().close();

    const saver = await makeSaver(club.api, 180);
    const validUntil = new Date(club.api.clock.now() + 30 * 86_400_000).toISOString();
    const grant = { tier: 'roast', validUntil, reason: 'a good guest' };
    await send(club.api, 'post', `/members/${saver.member.id}/tier-grants`, {
      ...manager,
      body: grant,
    }).expect(201);
    const phone = await open(`/club/rewards/${id}`, saver.cookie, { width: 320, height: 640 });
    await phone.getByText('150 points + €12.50').waitFor();
    await phone.getByText('You get something off your purchase.').waitFor();
    await phone.getByText('Your price with your tier. The usual price is 200 points.').waitFor();
    expect(await axeFaults(phone)).toEqual([]);
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);
    const repriced = async (amount: number): Promise<void> => {
      const { version } = await saved();
      const body = { toPay: [{ amount, currency: 'EUR' }] };
      await send(club.api, 'patch', `/rewards/${id}`, { ...manager, version, body }).expect(200);
    };
    // The price changes while the member reads the question.
    await phone.getByRole('link', { name: 'Redeem for 150 points' }).click();
    await repriced(1300);
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Redeem', exact: true }).click();
    await phone.getByText('The price has just changed').waitFor();
    await phone.getByText('150 points + €13.00').waitFor();
    expect(await axeFaults(phone)).toEqual([]);
    await repriced(1250);
    await phone.reload();
    await phone.getByText('150 points + €12.50').waitFor();
    await phone.getByRole('link', { name: 'Redeem for 150 points' }).click();
    const asked = phone.getByRole('alertdialog');
    await asked.getByText('you also pay €12.50').waitFor();
    await asked.getByRole('button', { name: 'Redeem', exact: true }).click();
    await phone.getByText('You also pay €12.50').waitFor();
    await phone.getByText('Discount voucher').waitFor();
    const code = await phone.getByTestId('code').innerText();
    const profile = `/console/members/${saver.member.id}?tab=vouchers`;
    const vouchers = await open(profile, manager.cookie, { width: 1440, height: 900 });
    await vouchers.getByRole('cell', { name: '150 + €12.50', exact: true }).waitFor();
    await vouchers.getByText('Discount voucher', { exact: true }).waitFor();
    await vouchers.context().close();

    const desk = await TillPage.open(club, { cookie: cashier.cookie, location: shop.location.code });
    await desk.type(code);
    const dialog = desk.page.getByRole('dialog', { name: 'Roasting course' });
    await dialog.getByText('Discount voucher').waitFor();
    await dialog.getByText('Besides the points: €12.50.').waitFor();
    await dialog.getByRole('button', { name: 'Redeem' }).click();
    await dialog.getByRole('button', { name: 'Continue' }).waitFor();
    await dialog.getByText('Enter the discount that the voucher names').waitFor();
    await dialog.getByText('Besides the points: €12.50.').waitFor();
    expect(await axeFaults(desk.page)).toEqual([]);
  });

  it('is the code of a partner: the manager adds codes by file, the member reads one and then cannot cancel', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const { reward } = await makePartnerReward(club.api, await makeKey(club.api), [], { points: 10 });
    const editor = await open(`/console/rewards/${reward.id}`, manager.cookie, { width: 1440, height: 900 });
    expect(await editor.getByLabel('Stock', { exact: true }).count()).toBe(0);
    const buffer = Buffer.from('Code\nSpa-7F3K\nab\n');
    await editor
      .getByLabel('File with codes')
      .setInputFiles({ name: 'spa.csv', mimeType: 'text/csv', buffer });
    await editor.getByRole('button', { name: 'Add codes' }).click();
    await editor.getByText('The codes were added.').waitFor();
    await editor.getByTestId('pool').getByText('0 shown to their members').waitFor();
    const errors = editor.getByRole('link', { name: /^1 lines not imported/u });
    const [file] = await Promise.all([editor.waitForEvent('download'), errors.click()]);
    expect(await readFile(await file.path(), 'utf8')).toMatch(/3[;,]Fewer than 4 characters/u);
    expect(await axeFaults(editor)).toEqual([]);
    await editor.context().close();

    const saver = await makeSaver(club.api, 20);
    const phone = await open(`/club/rewards/${reward.id}`, saver.cookie, { width: 320, height: 640 });
    await phone.getByText('You get a code that you use at our partner.').waitFor();
    await phone.getByRole('link', { name: 'Redeem for 10 points' }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Redeem', exact: true }).click();
    await phone.getByText('Your code is kept for you.').waitFor();
    await phone.getByRole('link', { name: 'Cancel voucher' }).waitFor();
    await phone.getByRole('link', { name: 'Show the code' }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Show the code' }).click();
    await phone.getByTestId('partner-code').getByText('Spa-7F3K').waitFor();
    expect(await readQr(phone.getByTestId('qr'))).toBe('Spa-7F3K');
    expect(await phone.getByRole('link', { name: 'Cancel voucher' }).count()).toBe(0);
    expect(await axeFaults(phone)).toEqual([]);
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);
  });

  it('is a ticket for an event: the manager says when and where it is, the member reads it on reward and voucher', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const { id } = await makeReward(club.api, { name: { en: 'Reading' }, points: 10 });
    const editor = await open(`/console/rewards/${id}`, manager.cookie, { width: 1440, height: 900 });
    await editor.getByLabel('Kind of reward').selectOption('ticket');
    await editor.getByLabel('Start of the event').fill('2099-12-12T19:00');
    await editor.getByLabel('End of the event').fill('2099-12-12T18:00');
    await editor.getByLabel('Place of the event').fill('Roastery');
    const event = /Sat, 12\s+December 2099 at 19:00 · Roastery/u;
    await editor.getByText(event).waitFor();
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('The end comes after the start').waitFor();
    await editor.getByLabel('End of the event').fill('2099-12-12T21:00');
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Saved', { exact: true }).waitFor();
    expect(await axeFaults(editor)).toEqual([]);
    await editor.context().close();

    const saver = await makeSaver(club.api, 20);
    const phone = await open(`/club/rewards/${id}`, saver.cookie, { width: 320, height: 640 });
    await phone.getByText(event).waitFor();
    await phone.getByRole('link', { name: 'Redeem for 10 points' }).click();
    await phone.getByRole('alertdialog').getByRole('button', { name: 'Redeem', exact: true }).click();
    await phone.getByText('Event ticket').waitFor();
    await phone.getByText(event).waitFor();
    expect(await axeFaults(phone)).toEqual([]);
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);
  });

  it('gives its points back when the voucher expires, and says so before and after', async () => {
    const { id } = await makeReward(club.api, { name: { en: 'Mug' }, voucherDays: 1 });
    const saver = await makeSaver(club.api, 100);
    const { voucher } = await club.api.client(saver).call(redeemReward, { params: { id }, body: {} });
    const path = `/club/vouchers/${voucher.id}`;
    const phone = await open(path, saver.cookie, { width: 320, height: 640 });
    await phone.getByText('If you do not use the voucher, you get your points back.').waitFor();
    const start = club.api.clock.now();
    club.api.clock.advance({ days: 2 });
    expect(await club.api.app.get(ExpiredVouchers).giveBackDue()).toBe(1);
    club.api.clock.set(new Date(start).toISOString());
    await phone.getByText('You have your points back.').waitFor();
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);
    await phone.goto('/club/activity');
    await phone.getByText('Voucher expired, points back').waitFor();
    const manager = await makeStaff(club.api, ['manager']);
    const desk = await open(`/console/members/${saver.member.id}`, manager.cookie, {
      width: 1440,
      height: 900,
    });
    await desk.getByText('Voucher expired').first().waitFor();
  });

  it('takes something off a purchase: the manager says how much, the member reads it, the till applies it by the scan', async () => {
    const [manager, cashier] = [
      await makeStaff(club.api, ['manager']),
      await makeStaff(club.api, ['cashier']),
    ];
    const { id } = await makeReward(club.api, { name: { en: 'Thanks' }, kind: 'discount', points: 10 });
    const editor = await open(`/console/rewards/${id}`, manager.cookie, { width: 1440, height: 900 });
    await editor.getByLabel('Discount in a purchase').selectOption('amount');
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Please fill this in').first().waitFor();
    await editor.getByLabel('Amount off', { exact: true }).fill('2.50');
    await editor.getByText('€2.50 off one purchase').waitFor();
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Saved', { exact: true }).waitFor();
    expect(await axeFaults(editor)).toEqual([]);

    const saver = await makeSaver(club.api, 20);
    const member = club.api.client(saver);
    const { voucher } = await member.call(redeemReward, { params: { id }, body: {} });
    const phone = await open(`/club/vouchers/${voucher.id}`, saver.cookie, { width: 320, height: 640 });
    await phone.getByText('€2.50 off one purchase').waitFor();
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);

    const till = await TillPage.open(club, { cookie: cashier.cookie, location: shop.location.code });
    await till.wedge(voucher.code);
    await till.page.getByText('This voucher lowers the price of a purchase').waitFor();
    await till.page.getByRole('button', { name: 'Continue', exact: true }).click();
    await till.type((await member.call(getOwnCard)).card.number);
    await till.button('Post').waitFor();
    await till.tap('10');
    await till.wedge(voucher.code);
    const coupons = till.page.getByRole('list', { name: 'Coupons of this purchase' });
    await coupons.getByText('Thanks').waitFor();
    await coupons.getByText(/^Voucher of a reward, …/u).waitFor();
    await till.page.getByRole('status').getByText('The voucher counts: Thanks').waitFor();
    await till.post();
    await till.button('Next customer').waitFor();
    await phone.getByText(/^Used on /u).waitFor();
  });

  it('lies at locations: the manager counts each, the member picks one, and only its till hands it out', async () => {
    const [manager, cashier] = [
      await makeStaff(club.api, ['manager']),
      await makeStaff(club.api, ['cashier']),
    ];
    const brno = await makeLocation(club.api, { code: 'brno', name: 'Brno' });
    const there = await makeLocation(club.api, { code: 'graz', name: 'Graz' });
    const { id } = await makeReward(club.api, { name: { en: 'Teapot' }, points: 10, stock: 7 });
    const editor = await open(`/console/rewards/${id}`, manager.cookie, { width: 1440, height: 900 });
    await editor.getByLabel('Keep the stock').selectOption('by-location');
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await editor.getByText('Enter the stock of at least one location.').waitFor();
    await editor.getByLabel(brno.name, { exact: true }).fill('0');
    await editor.getByLabel(there.name, { exact: true }).fill('2');
    expect(await axeFaults(editor)).toEqual([]);
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    const saved = async () => (await send(club.api, 'get', `/rewards/${id}`, manager).expect(200)).body;
    const stockByLocation = [
      { location: 'brno', stock: 0 },
      { location: 'graz', stock: 2 },
    ];
    await expect.poll(saved, { timeout: 10_000 }).toMatchObject({ stock: 2, stockByLocation });
    await editor.getByText('Saved', { exact: true }).waitFor();

    const saver = await makeSaver(club.api, 20);
    const phone = await open(`/club/rewards/${id}`, saver.cookie, { width: 320, height: 640 });
    await phone.getByText('Pick-up: Graz').waitFor();
    const choice = phone.getByLabel('Where do you want to pick it up?');
    expect(await choice.locator('option').allTextContents()).toEqual([
      'Brno (out of stock)',
      'Graz (2 left)',
    ]);
    expect(await phone.evaluate(tooWide)).toBeLessThanOrEqual(0);
    await phone.getByRole('link', { name: 'Redeem for 10 points' }).click();
    const asking = phone.getByRole('alertdialog');
    await asking.getByText('You pick it up here: Graz.').waitFor();
    await asking.getByRole('button', { name: 'Redeem', exact: true }).click();
    await phone.getByText('Show this code at the till').waitFor();
    await phone.getByText('Pick-up: Graz').waitFor();
    expect(await axeFaults(phone)).toEqual([]);

    // What is saved without a word about the stock leaves it as it is by then.
    await editor.getByLabel('Warn from a stock of').fill('1');
    await editor.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(saved, { timeout: 10_000 }).toMatchObject({ lowStock: 1, stock: 1 });
    await editor.goto('/console/rewards');
    await editor.getByText('Stock at 2 locations · Low stock at 2 locations').waitFor();

    const [voucher] = (await club.api.client(saver).call(listOwnVouchers, {})).data;
    const till = await TillPage.open(club, { cookie: cashier.cookie, location: 'brno' });
    await till.wedge(voucher?.code ?? '');
    await till.page.getByText('The reward is at another location: Graz.').waitFor();
    await till.page.getByRole('button', { name: 'Continue', exact: true }).click();
    const right = await TillPage.open(club, { cookie: cashier.cookie, location: 'graz' });
    await right.wedge(voucher?.code ?? '');
    await right.page.getByRole('dialog').getByRole('button', { name: 'Redeem' }).click();
    await right.page.getByText('Redeemed', { exact: true }).waitFor();
  });
});

import { readFile } from 'node:fs/promises';
import {
  listCoupons,
  listPersonalCodes,
  updateCoupon,
  type Coupon,
  type Location,
} from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeCoupon, makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;

describe.runIf(await findBrowser())('coupons in the console', () => {
  let club: TestClub;
  let manager: SignedIn;
  let vienna: Location;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
    vienna = await makeLocation(club.api, { name: 'Vienna' });
    await makeLocation(club.api, { name: 'Prague', currency: 'CZK' });
    await makeProduct(club.api, { category: 'coffee' });
  });
  afterAll(() => club.close());

  const open = async (path: string, look: object = desk): Promise<Page> => {
    const page = await club.page(manager.cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const stored = async (name: string): Promise<Coupon | undefined> => {
    const { data } = await club.api.client({ cookie: manager.cookie }).call(listCoupons);
    return data.find((coupon) => coupon.name.en === name);
  };

  it('a manager makes a coupon that reads as a sentence, publishes and ends it', async () => {
    const page = await open('/console/discount-categories?new=yes');
    const sheet = page.getByRole('dialog');
    const group = sheet.getByRole('group', { name: 'Name' });
    await group.getByLabel('English').fill('One of autumn');
    await sheet.getByLabel('Number').fill('50');
    await sheet.getByLabel('In one cart').selectOption('Only the largest counts');
    await sheet.getByRole('button', { name: 'Add a category' }).click();
    await sheet.getByText('but not 10, 50 or 100').waitFor();
    await sheet.getByLabel('Number').fill('60');
    await sheet.getByRole('button', { name: 'Add a category' }).click();
    await page.getByRole('listitem').filter({ hasText: 'One of autumn' }).getByText('60').waitFor();
    await page.goto('/console/coupons/new');
    await untilHydrated(page);
    const sentence = page.getByRole('main');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Please fill this in').first().waitFor();
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('A fifth off beans');
    await page.getByLabel('Percent off', { exact: true }).fill('25');
    await page.getByLabel('Only every n-th piece').fill('2');
    await page.getByLabel('Pieces at most').fill('3');
    await page.getByLabel('Discount, at most in EUR').fill('4');
    await page.getByLabel('Code', { exact: true }).fill('Beans 25');
    await page.getByLabel('Vienna').check();
    await page.getByLabel('Thursday').check();
    await page.getByLabel(/^Times per member(?! and)/u).fill('1');
    await page.getByLabel('Times per day').fill('50');
    await page.getByLabel('Times with the code').fill('300');
    await page.getByLabel('Days that a code for one use is valid').fill('14');
    await page.getByLabel('Discount category').selectOption('One of autumn (number 60)');
    await page.getByText('The others stay unused.').waitFor();
    await sentence
      .getByText(
        '25% off, every 2nd piece, 3 pieces at most, at most €4.00, on Thursday, at these locations: Vienna, each member once, 50 times per day in all, 300 times with the code for everyone, in the category One of autumn.',
      )
      .waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'A fifth off beans' }).waitFor();
    expect(await stored('A fifth off beans')).toMatchObject({
      state: 'draft',
      code: 'Beans 25',
      daysAfterIssue: 14,
      effect: { kind: 'percent', percent: 25, of: 'reduced' },
      nth: { every: 2, most: 3 },
      atMost: [{ amount: 400, currency: 'EUR' }],
      weekdays: [4],
      locations: [expect.any(String)],
      category: expect.any(String),
      limits: { total: null, perMember: 1, perMemberAndDay: null, perDay: 50, perCode: 300 },
    });
    const step = async (name: string): Promise<void> => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    };
    await step('Publish');
    await page.getByText('Published', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await step('End');
    await page.getByText('Ended', { exact: true }).first().waitFor();
    expect((await stored('A fifth off beans'))?.state).toBe('ended');
    await page.context().close();
  });

  it('keeps everything of a coupon that a manager saves again, also if someone else was faster', async () => {
    const name = 'Two for less';
    const coupon = await makeCoupon(club.api, {
      name: { en: name },
      effect: { kind: 'buy-get', buy: 1, get: 1, percent: 50, times: 3, given: null },
      on: { except: { fact: 'line.category', op: 'is', value: 'coffee' } },
      minimumSpend: {
        of: 'chosen',
        amounts: [
          { amount: 1550, currency: 'EUR' },
          { amount: 40_000, currency: 'CZK' },
        ],
      },
      exclusive: true,
      hours: { from: '08:00', until: '24:00' },
      channels: ['web-shop'],
      daysAfterIssue: 30,
      limits: { total: 20, perMember: 2, perMemberAndDay: 1, perDay: 9, perCode: 15 },
    });
    const page = await open(`/console/coupons/${coupon.id}`);
    await page.getByLabel('Times in all').fill('30');
    const as = club.api.client({ cookie: manager.cookie });
    const { id, version } = coupon;
    await as.call(updateCoupon, { params: { id }, version, body: { exclusive: false } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Someone else changed this').waitFor();
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('Saved').first().waitFor();
    const { version: _, updatedAt: __, ...before } = coupon;
    expect(await stored(name)).toMatchObject({ ...before, limits: { ...before.limits, total: 30 } });

    // While it is saved, nobody types what the reply would take away.
    const sent = Promise.withResolvers<() => Promise<void>>();
    await page.route(/\?\/save$/u, (route) => sent.resolve(() => route.continue()));
    const [times, thursday] = [page.getByLabel('Times in all'), page.getByLabel('Thursday')];
    await times.fill('31');
    await times.press('Enter');
    const goOn = await sent.promise;
    await page.locator('form[aria-busy="true"]').waitFor();
    await page.keyboard.type('5');
    await thursday.click();
    expect([await times.inputValue(), await thursday.isChecked()]).toEqual(['31', false]);
    await goOn();
    await page.locator('form[aria-busy="true"]').waitFor({ state: 'detached' });
    await times.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type('0');
    expect(await times.inputValue()).toBe('310');
    expect((await stored(name))?.limits.total).toBe(31);
    await page.context().close();
  });

  it('says which field is wrong, and that another coupon has the code', async () => {
    await makeCoupon(club.api, { code: 'TAKEN 1' });
    const page = await open('/console/coupons/new', { ...desk, width: 320, height: 700 });
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('Taken');
    await page.getByLabel('Code', { exact: true }).fill('taken-I');
    await page.getByLabel('Each day from').fill('10:00');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Enter two different times.').waitFor();
    await page.getByLabel('Each day from').fill('');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Another coupon has this code').waitFor();
    expect(await stored('Taken')).toBeUndefined();
    await page.context().close();
  });

  it('a manager shows a coupon to some members, who find its code and then what it saved', async () => {
    const page = await open('/console/coupons/new');
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('For the morning');
    await page.getByLabel('Percent off', { exact: true }).fill('10');
    await page.getByLabel('Code', { exact: true }).fill('Morning 10');
    await page.getByLabel(/^Times per member(?! and)/u).fill('1');
    await page.getByTestId('till-preview').getByText('If it does not count, the cashier reads').waitFor();
    await page.getByLabel('Members find it in the portal, with its code').check();
    await page.getByText(/\d+ of \d+ members at the moment/u).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'For the morning' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    expect(await stored('For the morning')).toMatchObject({ shown: true, audience: null });

    const anna = await makeSignedInMember(club.api);
    const own = await club.page(anna.cookie, { language: 'en', width: 320, height: 640 });
    await own.goto('/club/rewards');
    await own.getByRole('link', { name: 'Coupons' }).click();
    await own.getByRole('link', { name: 'Show the code of For the morning' }).click();
    await own.getByRole('img', { name: 'QR code of the coupon' }).waitFor();
    expect(await own.getByTestId('code').textContent()).toBe('Morning 10');
    expect(await axeFaults(own)).toEqual([]);

    const till = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    await till.sell(till.cart(['morning-10'], { member: { id: anna.member.id } })).expect(201);
    await own.goto('/club/coupons');
    await own.getByRole('link', { name: '€3.38 saved' }).or(own.getByText('€3.38 saved')).waitFor();
    expect(await axeFaults(own)).toEqual([]);
  });

  it('a manager makes a coupon that gives points, and a member reads how many', async () => {
    const page = await open('/console/coupons/new');
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('Points for all');
    await page.getByLabel('Discount, at most in EUR').fill('4');
    await page.getByLabel('Kind').selectOption('points-multiplier');
    await page.getByLabel('How many times the usual points').fill('1');
    await page.getByLabel('Code', { exact: true }).fill('Points 1');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('Enter a number from 1.01 to 100.').waitFor();
    await page.getByLabel('Kind').selectOption('points-bonus');
    await page.getByLabel('Points', { exact: true }).fill('250');
    await page.getByLabel(/^Times per member(?! and)/u).fill('1');
    await page.getByText('250 extra points, each member once.', { exact: true }).waitFor();
    await page.getByTestId('till-preview').getByText('250 extra points').waitFor();
    expect(await page.getByLabel('Discount, at most in EUR').count()).toBe(0);
    await page.getByLabel('Members find it in the portal, with its code').check();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Points for all' }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published', { exact: true }).waitFor();
    expect(await stored('Points for all')).toMatchObject({ effect: { points: 250 }, atMost: null });

    const anna = await makeSignedInMember(club.api);
    const till = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    await till.sell(till.cart(['points-1'], { member: { id: anna.member.id } })).expect(201);
    await page.getByRole('link', { name: 'Performance' }).click();
    await page.getByText('worth €2.50, less returns').waitFor();
    await page.context().close();
    const own = await club.page(anna.cookie, desk);
    await own.goto('/club/coupons');
    await own
      .getByRole('article', { name: 'Points for all' })
      .getByText('250 extra points', { exact: true })
      .waitFor();
    await own.getByRole('link', { name: ': 250 points' }).first().click();
    await own.getByText('Coupon: 250 points').waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();
  });

  it('a manager finds why codes were refused, and hears of many unknown ones', async () => {
    const till = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    const books = { where: { fact: 'line.category', op: 'is', value: 'maps' } } as const;
    const coupon = await makeCoupon(club.api, { name: { en: 'Maps for less' }, on: books });
    await till.quote(till.cart([coupon.code, 'NONESUCH-77'])).expect(201);
    const page = await open('/console/coupons');
    await page.getByRole('link', { name: 'Refused codes' }).click();
    await page.getByRole('heading', { name: 'Most frequent reasons' }).waitFor();
    const list = page.getByRole('list', { name: 'Refused codes, the latest first' });
    await list.getByText('Maps for less').waitFor();
    await list.getByText('Unknown code …H-77').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Nothing in the cart is meant' }).click();
    await list.getByText('Unknown code').waitFor({ state: 'detached' });
    await page.goto('/console/coupons/refusals?code=nonesuch-77');
    await list.getByText('Unknown code …H-77').waitFor();
    expect(await list.getByText('Maps for less').count()).toBe(0);

    const wrong = (from: number): string[] => Array.from({ length: 28 }, (_, at) => `GUESS ${from + at}`);
    for (const from of [100, 200]) await till.quote(till.cart(wrong(from))).expect(201);
    await page.goto('/console/coupons');
    await page.getByText('Someone may be guessing codes.').waitFor();
  });

  it('a manager reads what a coupon brought, where, and why it was refused', async () => {
    const vouchers = { where: { fact: 'line.category', op: 'is', value: 'coffee' } } as const;
    const coupon = await makeCoupon(club.api, { name: { en: 'Coffee for less' }, on: vouchers });
    const page = await open(`/console/coupons/${coupon.id}`);
    await page.getByRole('link', { name: 'Performance' }).click();
    await page.getByText('It was not redeemed yet.').waitFor();
    await page.getByText('It was not refused.').waitFor();
    const till = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    await till.sell(till.cart([coupon.code])).expect(201);
    const tea = [{ name: 'Tea', category: 'tea', quantity: 1, unitPrice: 500, taxRate: 10 }];
    await till.quote(till.cart([coupon.code], { lines: tea })).expect(201);
    await page.reload();
    await page.getByText('€1.98').first().waitFor();
    await page.getByRole('region', { name: 'By location' }).getByText('Vienna').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Nothing in the cart is meant' }).click();
    const list = page.getByRole('list', { name: 'Refused codes, the latest first' });
    await list.getByText('Coffee for less').waitFor();
    await page.context().close();
  });

  it('a manager gives a coupon a budget, and reads how much of it is taken off', async () => {
    const coupon = await makeCoupon(club.api, { name: { en: 'While it lasts' } });
    const page = await open(`/console/coupons/${coupon.id}`);
    await page.getByLabel('Budget in EUR').fill('5.00');
    await page.getByText('all purchases together at most €5.00 off').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved').first().waitFor();
    const till = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    await till.sell(till.cart([coupon.code])).expect(201);
    await page.goto(`/console/coupons/${coupon.id}/performance`);
    await page.getByText('€3.38 of €5.00 taken off').first().waitFor();
    await till.sell(till.cart([coupon.code])).expect(201);
    await page.reload();
    await page.getByText('Used up. It takes nothing off until you raise the budget.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('a manager gives a member a code, which the member finds in the portal, and ends another one', async () => {
    await makeUniqueCoupon(club.api, { name: { en: 'Thank you' } });
    const { member, cookie } = await makeSignedInMember(club.api);
    const page = await open(`/console/members/${member.id}?tab=coupons`);
    await page.getByText('No codes yet').waitFor();
    const dialog = page.getByRole('dialog');
    const give = async (days: string): Promise<void> => {
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Give a code' }).click();
      await dialog.getByLabel('Coupon').selectOption({ label: 'Thank you' });
      await dialog.getByLabel('Valid for days').fill(days);
      await dialog.getByRole('button', { name: 'Give a code' }).click();
    };
    await give('5000');
    await dialog.getByText('Enter whole days from 1 to 3,650, or leave the field empty.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await give('14');
    const rows = page.getByRole('row').filter({ hasText: 'Thank you' });
    await expect.poll(() => rows.count()).toBe(1);
    await give('');
    await rows.filter({ hasText: 'as long as the coupon' }).waitFor();
    await rows.filter({ hasText: 'as long as the coupon' }).getByRole('button', { name: /^End/u }).click();
    await dialog.getByText('the member can no longer redeem it').waitFor();
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await rows.filter({ hasText: 'Expired' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const { data } = await club.api
      .client({ cookie: manager.cookie })
      .call(listPersonalCodes, { params: { id: member.id } });
    const ending = data.find(({ state }) => state === 'free')?.ending ?? '?';
    const own = await club.page(cookie, { language: 'en', width: 390, height: 844 });
    await own.goto('/club/coupons');
    await own.getByRole('link', { name: 'Show the code of Thank you' }).click();
    const code = await own.getByTestId('code').textContent();
    expect(code?.replaceAll('-', '').slice(-4)).toBe(ending);
  });

  it('a manager makes codes for one use, fetches them twice, and reads how many were used', async () => {
    const coupon = await makeUniqueCoupon(club.api, { name: { en: 'Each once' } });
    const page = await open(`/console/coupons/${coupon.id}`);
    expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe('');
    await page.getByText('No codes yet.').waitFor();
    await page.getByLabel('Number of codes').fill('3');
    await page.getByLabel('Letters before each code').fill('spring');
    await page.getByRole('button', { name: 'Make codes' }).click();
    const fetching = page.getByRole('button', { name: /^Fetch: /u });
    await fetching.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await fetching.click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('alertdialog').getByRole('button', { name: 'Fetch' }).click(),
    ]);
    await page.getByRole('button', { name: /^Fetch again: /u }).click();
    const [second] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('alertdialog').getByRole('button', { name: 'Fetch again' }).click(),
    ]);
    const [head, ...codes] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect([head, codes.length]).toEqual(['code', 3]);
    expect(await readFile(await second.path(), 'utf8')).toContain(codes[2]);
    await page.getByRole('cell', { name: 'Fetched' }).waitFor();
    const shop = new CheckoutTill(club.api, await makeKey(club.api), vienna.code);
    await shop.sell(shop.cart([codes[0]?.toLowerCase() ?? ''])).expect(201);
    await page.reload();
    await page.getByRole('row', { name: /3\s+1\s+Fetched/u }).waitFor();
    const table = `code;name\nOLD-SHOP-1;Anna\nOLD-SHOP-2;Ben\nold shop 1;Cleo\nX;Dora\n`;
    const choose = page.getByLabel('Codes of another system');
    await choose.setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from('code\n') });
    await page.getByRole('button', { name: 'Import codes' }).click();
    await page.getByText('This file cannot be read.').waitFor();
    await choose.setInputFiles({ name: 'codes.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await page.getByRole('button', { name: 'Import codes' }).click();
    const [refused] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^2 lines not imported/u }).click(),
    ]);
    const told = await readFile(await refused.path(), 'utf8');
    expect(told.match(/^[45],/gmu)).toEqual(['4,', '5,']);
    await page.getByRole('row', { name: /2\s+0\s+Imported/u }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shop.sell(shop.cart(['oldshop2'])).expect(201);
    await page.context().close();
  });
});

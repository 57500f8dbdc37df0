import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createReward,
  getOwnCard,
  getMember,
  getPurchase,
  listMembers,
  listPurchases,
  listReferrals,
  recordPurchase,
  redeemReward,
  useVoucher,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, offer } from '../support/makers/purchases.ts';
import { makeReferralRule, referralCodeOf } from '../support/makers/referrals.ts';
import { lateScript, startClub, type TestClub, untilGone } from '../support/portal.ts';
import { writeVideo } from '../support/qr-video.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('till: vouchers, returns, joining, camera', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1' }));
    await makeRule(club.api);
    await makeLegalText(club.api);
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(async () => {
    await club.close();
  });

  const openTill = () => TillPage.open(club, { cookie: cashier.cookie, location });
  const anna = () => makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
  const cardOf = async ({ cookie }: SignedIn) => (await club.api.client({ cookie }).call(getOwnCard)).card;
  const as = ({ cookie }: SignedIn) => club.api.client({ cookie });
  const sell = async (
    { member }: SignedInMember,
    lines: { name: string; quantity: number; unitPrice: number }[],
  ) => {
    const apiKey = await makeKey(club.api);
    const body = offer(club.api, location, { member: { id: member.id }, lines });
    return club.api.client({ apiKey }).call(recordPurchase, { body });
  };
  const voucherOf = async (member: SignedInMember) => {
    const reward = await as(manager).call(createReward, {
      body: { name: { en: 'Cappuccino' }, points: 10, state: 'live' },
    });
    await sell(member, [{ name: 'Beans', quantity: 1, unitPrice: 5000 }]);
    const { voucher } = await as(member).call(redeemReward, { params: { id: reward.id }, body: {} });
    return voucher;
  };

  it('uses a scanned voucher once, and shows when it was used', async () => {
    const till = await openTill();
    const voucher = await voucherOf(await anna());
    await till.type(voucher.qr ?? '');
    const dialog = till.page.getByRole('dialog', { name: 'Cappuccino' });
    await dialog.getByText('For Anna K.').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Redeem' }).click();
    await dialog.getByText('Redeemed', { exact: true }).waitFor();
    await dialog.getByText(/enter that in the shop’s own cash register/).waitFor();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await till.wedge(voucher.code);
    await till.page.getByRole('heading', { name: 'Already redeemed' }).waitFor();
    await till.page.getByText(/^Redeemed on .+ at Wien 1\./).waitFor();
    await till.page.context().close();
  });

  it('uses a voucher from the result, and refuses one that another till used first', async () => {
    const till = await openTill();
    const member = await anna();
    const voucher = await voucherOf(member);
    await till.type((await cardOf(member)).number);
    await till.button('Redeem voucher Cappuccino').click();
    const redeem = till.page.getByRole('dialog').getByRole('button', { name: 'Redeem' });
    await redeem.waitFor();
    await as(cashier).call(useVoucher, { params: { code: voucher.code }, body: { location } });
    await redeem.click();
    await till.page.getByRole('heading', { name: 'Already redeemed' }).waitFor();
    await untilGone(till.button('Redeem voucher Cappuccino'));
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
    await till.page.context().close();
  });

  it('refuses an unknown voucher', async () => {
    const till = await openTill();
    await till.type('REGULARS:VOUCHER:0000000000000');
    await till.page.getByRole('heading', { name: 'Unknown voucher' }).waitFor();
    await till.page.context().close();
  });

  it('takes back chosen lines of a receipt, with a reason', async () => {
    const till = await openTill();
    const member = await anna();
    const sold = await sell(member, [
      { name: 'Beans', quantity: 3, unitPrice: 900 },
      { name: 'Book', quantity: 1, unitPrice: 1400 },
    ]);
    await till.page.getByRole('link', { name: 'Return' }).first().click();
    await till.page.getByLabel('Receipt number').fill(sold.receipt?.number ?? '');
    await till.page.getByLabel('Receipt number').press('Enter');
    const found = till.page.getByRole('link', { name: new RegExp(sold.receipt?.number ?? 'none') });
    await found.waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await found.click();
    const take = till.page.getByRole('button', { name: 'Confirm return' });
    await take.waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await take.click();
    await till.page.getByRole('alert').getByText('Choose at least one line.').waitFor();
    await till.page.getByLabel('Quantity of Beans').fill('4');
    await till.page.getByLabel('Reason').fill('Faulty');
    await take.click();
    await till.page.getByRole('alert').getByText('You cannot return more than was bought.').waitFor();
    expect(await till.page.getByLabel('Quantity of Beans').inputValue()).toBe('4');
    await till.page.getByLabel('Quantity of Beans').fill('2');
    await take.click();
    await till.page.getByRole('heading', { name: 'Return posted' }).waitFor();
    await till.page.getByText('18 points taken back').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    const { returns } = await as(manager).call(getPurchase, { params: { id: sold.id ?? '' } });
    expect(returns).toMatchObject([
      { amount: 1800, takenBack: 18, reason: 'Faulty', lines: [{ line: 0, quantity: 2 }] },
    ]);
    await till.page.context().close();
  });

  it('registers a customer by phone, brought by a member, and posts for the new card', async () => {
    await makeReferralRule(club.api);
    const invitation = await referralCodeOf(club.api, await makeSignedInMember(club.api));
    const till = await openTill();
    await till.button('New member').click();
    const dialog = till.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByText('The customer must accept the terms to join.').waitFor();
    expect(await dialog.getByRole('link').allTextContents()).toEqual([expect.stringContaining('Terms')]);
    await dialog.getByLabel('Phone or e-mail').fill('not a number');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByText('Enter a valid phone number or e-mail address.').waitFor();
    await dialog.getByLabel('Phone or e-mail').fill('0664 1234567');
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByText(/^Type the number with its country code/).waitFor();
    await dialog.getByLabel('Phone or e-mail').fill('+436641234567');
    await dialog.getByLabel('First name').fill('Jana');
    await dialog.getByLabel('Brought by').fill('nobody');
    expect(await dialog.getByRole('button', { name: 'Deutsch' }).getAttribute('aria-pressed')).toBe('true');
    await dialog.getByRole('button', { name: 'Čeština' }).click();
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByText('+43 664 123 45 67', { exact: true }).waitFor();
    await dialog.getByText('There is no such code, or it is no longer valid.').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.getByLabel('Brought by').fill(`https://club.example/join?from=${invitation}`);
    expect(await dialog.getByLabel('First name').inputValue()).toBe('Jana');
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByText('The referral counts.').waitFor();
    await dialog.getByRole('button', { name: 'Yes, join' }).click();
    await till.page.getByRole('heading', { name: 'Welcome, Jana' }).waitFor();
    await dialog.getByRole('img', { name: 'QR code of the new card' }).waitFor();
    await dialog.getByRole('button', { name: 'Continue with Jana' }).click();
    await till.tap('20');
    await till.post();
    await till.page.getByText('New balance: 20 points').waitFor();
    const { data } = await as(manager).call(listMembers, { query: { query: 'Jana' } });
    expect(data).toMatchObject([{ phone: '+436641234567', available: 20 }]);
    const joined = await as(manager).call(getMember, { params: { id: data[0]?.id ?? '' } });
    expect(joined.language).toBe('cs');
    expect(joined.consents).toMatchObject([{ purpose: 'terms', granted: true, version: 1 }]);
    const { data: brought } = await as(manager).call(listReferrals);
    expect(brought).toMatchObject([{ way: 'till', state: 'open', friend: { id: joined.id } }]);

    await till.next();
    await till.button('New member').click();
    await dialog.getByLabel('Phone or e-mail').fill('+43 664 123 45 67');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByRole('button', { name: 'Yes, join' }).click();
    await dialog.getByText('Someone has already joined with this.').waitFor();
    await dialog.getByText('Is this Jana?').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Yes, continue with Jana' }).click();
    await till.page.getByRole('heading', { level: 1, name: 'Jana' }).waitFor();
    const { data: still } = await as(manager).call(listMembers, { query: { query: 'Jana' } });
    expect(still).toHaveLength(1);
    await till.page.context().close();
  });

  it('never says no after someone has joined: what is missing comes later', async () => {
    const till = await openTill();
    await till.page.route('**/api/v1/cards/resolve', (route) => route.abort('connectionreset'));
    await till.button('New member').click();
    const dialog = till.page.getByRole('dialog');
    await dialog.getByLabel('Phone or e-mail').fill('late@card.example');
    await dialog.getByLabel('First name').fill('Lena');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Join' }).click();
    await dialog.getByRole('button', { name: 'Yes, join' }).click();
    await till.page.getByRole('heading', { name: 'Welcome, Lena' }).waitFor();
    await dialog
      .getByRole('alert')
      .getByText(/has joined and can be found/)
      .waitFor();
    await till.page.unroute('**/api/v1/cards/resolve');
    await dialog.getByRole('button', { name: 'Show the card' }).click();
    await dialog.getByRole('img', { name: 'QR code of the new card' }).waitFor();
    await untilGone(dialog.getByRole('alert'));
    const { data } = await as(manager).call(listMembers, { query: { query: 'late@card.example' } });
    expect(data).toHaveLength(1);
    await till.page.context().close();
  });

  it('asks which member it is if several have the number', async () => {
    const phone = '+436649990001';
    await makeMember(club.api, { firstName: 'Eva', lastName: 'Berg', phone });
    const { id } = await makeMember(club.api, { firstName: 'Ida', lastName: 'Berg', phone });
    const till = await openTill();
    await till.type('0664 9990001');
    await till.page.getByRole('heading', { name: 'Who is it?' }).waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await till.page.getByRole('button', { name: /Ida B\./u }).click();
    await till.page.getByRole('heading', { level: 1, name: 'Ida B.' }).waitFor();
    await till.tap('20');
    await till.post();
    await till.page.getByText('New balance: 20 points').waitFor();
    const { data } = await as(manager).call(listMembers, { query: { query: phone } });
    expect(data.map((one) => [one.id === id, one.available]).toSorted()).toEqual([
      [false, 0],
      [true, 20],
    ]);
    await till.page.context().close();
  });

  it('says so if a part of it did not load, and has it after another try', async () => {
    const page = await club.page(cashier.cookie, { width: 1180, height: 820, language: 'en' });
    const parts = await lateScript('src/lib/till/till/dialogs.ts');
    await page.route(parts, (route) => route.abort('connectionreset'));
    const till = await TillPage.at(page, location);
    const failed = page.getByRole('alert').filter({ hasText: 'A part of the till did not load.' });
    await till.button('New member').click();
    await failed.waitFor();
    const member = await anna();
    await voucherOf(member);
    await till.type(member.member.id);
    await page.getByRole('heading', { level: 1, name: 'Anna K.' }).waitFor();
    await failed.first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.unroute(parts);
    await failed.first().getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByLabel('First name').waitFor();
    await page.keyboard.press('Escape');
    await till.button('Redeem voucher Cappuccino').waitFor();
    await untilGone(failed);
    await page.context().close();
  });

  it('posts without a card, with a typed receipt number that counts once', async () => {
    const till = await openTill();
    const sellAnonymously = async () => {
      await till.button('Without card').click();
      await till.page.getByText('Receipt number: assigned by this till').click();
      await till.page.getByLabel('Receipt number').fill('R-4711');
      await till.tap('9');
      await till.post();
    };
    await sellAnonymously();
    await till.page.getByText(/Receipt R-4711: the customer can claim/).waitFor();
    await till.next();
    await sellAnonymously();
    await till.page
      .getByRole('alert')
      .getByText(/R-4711 belongs to another purchase: €9.00/)
      .waitFor();
    const { data } = await as(manager).call(listPurchases, { query: { receipt: 'R-4711' } });
    expect(data).toMatchObject([{ member: null, total: { gross: 900 } }]);
    await till.page.context().close();
  });

  it('reports another device with the same till number, and continues after it if told to', async () => {
    const [first, second] = [await openTill(), await openTill()];
    for (const till of [first, second]) {
      await till.button('Without card').click();
      await till.tap('3');
      await till.post();
      if (till === second) {
        await till.page
          .getByRole('alert')
          .getByText(/belongs to another purchase/)
          .waitFor();
        await till.post();
      }
      await till.button('Next customer').waitFor();
    }
    const { data } = await as(manager).call(listPurchases, { query: { location } });
    const numbers = data.map(({ receipt }) => receipt.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    await first.page.context().close();
    await second.page.context().close();
  });

  it('shows a clear message without a camera', async () => {
    const till = await openTill();
    await till.page
      .getByText(/hand scanner/i)
      .first()
      .waitFor();
    await till.page.context().close();
  });

  it('reads the card from the member’s page through the camera, and loads nothing from other hosts', async () => {
    const member = await anna();
    const folder = await mkdtemp(join(tmpdir(), 'regulars-camera-'));
    const film = join(folder, 'card.y4m');
    const card = await club.page(member.cookie);
    await card.goto('/club/card');
    await writeVideo(film, card.getByTestId('qr'));
    await card.context().close();
    const browser = await launchBrowser([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    try {
      const context = await browser.newContext({ baseURL: club.url, serviceWorkers: 'block' });
      const cut = cashier.cookie.indexOf('=');
      await context.addCookies(
        [
          { name: cashier.cookie.slice(0, cut), value: cashier.cookie.slice(cut + 1) },
          { name: 'PARAGLIDE_LOCALE', value: 'en' },
        ].map((cookie) => ({ ...cookie, url: club.url })),
      );
      const page = await context.newPage();
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(club.url) && !/^(data|blob):/.test(request.url()))
          foreign.push(request.url());
      });
      await page.goto('/till');
      await page.locator(`input[name=location][value="${location}"]`).check();
      await page.getByRole('button', { name: 'Open the till' }).click();
      await page.getByRole('heading', { name: 'Anna K.' }).waitFor();
      expect(foreign).toEqual([]);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true });
    }
  });
});

import {
  getClub,
  getOwnCard,
  listEarningRules,
  listRewards,
  listTiers,
  updateClub,
} from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SetupLink } from '../../apps/api/src/features/setup/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { drawPng, scriptedSvg } from '../support/pictures.ts';
import { readQr, startClub, untilHydrated, type Look, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

const desk: Look = { width: 1440, height: 900, language: 'en' };
const fiveMinutesMs = 5 * 60_000;

const faultsOn = async (page: Page): Promise<string[]> => {
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return [...(await axeFaults(page)), ...(wide > 0 ? [`${wide} px too wide`] : [])];
};

// In this order, because a club is set up once.
describe.runIf(await findBrowser())('setting up a club', { shuffle: false }, () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  const linkOf = async (): Promise<string> => {
    const token = await club.api.app.get(SetupLink).issue();
    if (token === null) throw new Error('The club is set up already');
    return `/set-up?token=${token}`;
  };
  const at = async (page: Page, title: string): Promise<void> => {
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await untilHydrated(page);
    expect(await faultsOn(page)).toEqual([]);
  };
  const press = (page: Page, name: string) =>
    page.getByRole('main').getByRole('button', { name, exact: true }).click();
  const follow = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name }).click();
  const picture = (buffer: Buffer, name = 'logo.png', mimeType = 'image/png') => ({ name, mimeType, buffer });
  const cookieOn = async (page: Page): Promise<string> => {
    const found = (await page.context().cookies()).find(({ name }) => name === 'regulars');
    return `regulars=${found?.value ?? ''}`;
  };

  /** This club has no mail server, and its address is of this machine. */
  const warnings = async (page: Page): Promise<void> => {
    await page.getByText(/^Phones cannot open /u).waitFor();
    await page.getByText('No mail server is set up').waitFor();
  };

  it('explains why a link is refused, and proposes what is usual in Czechia', async () => {
    const page = await club.page(undefined, { language: 'cs', width: 320, theme: 'dark' });
    await page.goto('/set-up');
    await at(page, 'Tento odkaz nefunguje');
    await page.goto('/set-up?token=wrong');
    await at(page, 'Tento odkaz nefunguje');
    const old = await linkOf();
    await linkOf();
    await page.goto(old);
    await at(page, 'Tento odkaz nefunguje');
    const late = await linkOf();
    club.api.clock.advance({ hours: 25 });
    await page.goto(late);
    await at(page, 'Platnost odkazu skončila');
    club.api.clock.advance({ hours: -25 });
    await page.goto('/set-up/admin');
    await at(page, 'Tento odkaz nefunguje');
    expect(new URL(page.url()).pathname).toBe('/set-up');
    await page.goto(await linkOf());
    await at(page, 'Váš klub');
    expect(await page.getByLabel('Měna přehledů').inputValue()).toBe('CZK');
    await page.context().close();
  });

  it('leads from the printed link to the first purchase at the till in under five minutes', async () => {
    const begun = performance.now();
    const link = await linkOf();
    const first = await club.page(undefined, desk);
    await first.goto(link);
    await at(first, 'Your club');
    expect(first.url()).not.toContain('token');
    await first.getByLabel('Club name').fill('Kaffeehaus Blau');
    await first.getByLabel('Accent colour', { exact: true }).fill('#0b5cad');
    await first.getByLabel('Logo').setInputFiles(picture(scriptedSvg, 'logo.svg', 'image/svg+xml'));
    await press(first, 'Continue');
    await first.getByText('SVG files can contain code').first().waitFor();
    expect(await first.getByLabel('Club name').inputValue()).toBe('Kaffeehaus Blau');
    await first.getByLabel('Logo').setInputFiles(picture(Buffer.alloc(2 * 1024 * 1024 + 1)));
    await first.getByText('This file is too large').waitFor();
    await first.getByLabel('Logo').setInputFiles(picture(drawPng({ width: 600, height: 600 })));
    await press(first, 'Continue');
    await at(first, 'Your account');
    expect(await first.evaluate("document.querySelector('header img').naturalWidth")).toBe(512);
    await first.context().close();

    // The setup stops here and continues in another browser with the same link.
    const page = await club.page(undefined, desk);
    await page.goto(link);
    await at(page, 'Your account');
    await page.getByLabel('Your name').fill('Ada Admin');
    await page.getByLabel('E-mail').fill('ada@blau.example');
    await page.getByLabel('Password').fill('short');
    await press(page, 'Create account');
    await page.getByText('At least 12 characters').first().waitFor();
    await page.getByLabel('Password').fill('a short sentence');
    await press(page, 'Create account');

    await at(page, 'Where customers buy');
    for (const [name, currency] of [
      ['Wien Mitte', 'EUR'],
      ['Praha', 'CZK'],
    ] as const) {
      await page.getByLabel('Name').fill(name);
      await page.getByLabel('Currency').fill(currency);
      await press(page, 'Add location');
      await page.getByRole('listitem').filter({ hasText: name }).waitFor();
    }
    await at(page, 'Where customers buy');
    await follow(page, 'Continue');

    await at(page, 'What a purchase earns');
    await page.getByLabel('Amount for one point (EUR)').fill('0');
    await press(page, 'Publish rule');
    await page.getByText('Enter an amount above 0').waitFor();
    await page.getByLabel('Amount for one point (EUR)').fill('2');
    await page.getByText('1 point for every €2').waitFor();
    await press(page, 'Publish rule');

    await at(page, 'What points are worth');
    expect(await page.getByRole('radio', { name: 'Never' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Months after they were earned' }).check();
    await page.getByLabel('Months', { exact: true }).fill('0');
    await page.getByLabel('100 points are worth').fill('2.50');
    await page.getByRole('radio', { name: 'Take back only what is available' }).check();
    await page.getByLabel('First reward').fill('A small coffee');
    await page.getByLabel('Points it costs').fill('80');
    await press(page, 'Continue');
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('Months', { exact: true }).fill('18');
    await press(page, 'Continue');

    await at(page, 'Tiers');
    await page.getByLabel('Silver: points per year').fill('400');
    await press(page, 'Use these tiers');

    await at(page, 'Your first cashier');
    await warnings(page);
    await page.getByLabel('Name').fill('Kim Kasse');
    await page.getByLabel('E-mail').fill('kim@blau.example');
    await press(page, 'Invite');
    await page.getByText('You invited Kim Kasse').waitFor();
    expect(await faultsOn(page)).toEqual([]);
    const invitation = await page.getByLabel('Invitation link').inputValue();
    await follow(page, 'Continue');

    await at(page, 'Legal texts');
    await page.getByLabel('Company or person').fill('Blau GmbH');
    expect(await faultsOn(page)).toEqual([]);
    await press(page, 'Prepare drafts');
    await at(page, 'Kaffeehaus Blau is open');
    await warnings(page);

    const admin = club.api.client({ cookie: await cookieOn(page) });
    expect((await admin.call(listEarningRules)).data).toMatchObject([
      {
        state: 'live',
        effect: {
          rates: [
            { currency: 'CZK', points: 1, per: 2500 },
            { currency: 'EUR', points: 1, per: 200 },
          ],
        },
      },
    ]);
    expect((await admin.call(getClub)).points).toMatchObject({
      expiry: { kind: 'rolling-months', months: 18 },
      pointValue: 2500,
      returns: 'within-balance',
    });
    expect((await admin.call(listRewards)).data).toMatchObject([
      { points: 80, state: 'live', name: { en: 'A small coffee' } },
    ]);
    const tiers = (await admin.call(listTiers)).data;
    expect(tiers.map(({ code, threshold }) => [code, threshold])).toEqual([
      ['bronze', 0],
      ['silver', 400],
      ['gold', 1500],
    ]);
    expect(tiers[1]?.name).toEqual({ de: 'Silber', en: 'Silver', cs: 'Stříbro' });

    await follow(page, 'Poster: Wien Mitte');
    const code = page.getByRole('img', { name: /^QR-?code/iu });
    await code.waitFor();
    await warnings(page);
    expect(await faultsOn(page)).toEqual([]);
    const join = await readQr(code);
    expect(join).toBe(`${club.url}/join?location=wien-mitte`);
    for (const [language, headline] of [
      ['Deutsch', 'Sammle Punkte bei'],
      ['English', 'Earn points at'],
      ['Čeština', 'Sbírejte body v klubu'],
    ] as const) {
      await page.getByRole('link', { name: language }).click();
      await page.getByRole('heading', { level: 1, name: `${headline} Kaffeehaus Blau` }).waitFor();
    }

    const guest = await club.page(undefined, { language: 'en' });
    await guest.goto(join ?? '');
    await guest.getByLabel('First name').fill('Eva');
    await guest.getByLabel('E-mail', { exact: true }).fill('eva@member.example');
    await guest.getByLabel('Password').fill('a short sentence');
    await guest.getByRole('button', { name: 'Join and get my card' }).click();
    await guest.getByRole('heading', { level: 1, name: 'Eva' }).waitFor();
    const card = await club.api.client({ cookie: await cookieOn(guest) }).call(getOwnCard);

    const cashier = await club.page(undefined, desk);
    await cashier.goto(invitation);
    await cashier.getByLabel('Choose a password').fill('another sentence');
    await cashier.getByRole('button', { name: 'Accept the invitation' }).click();
    await cashier.waitForURL('**/till**');
    const till = await TillPage.at(cashier, 'wien-mitte');
    await till.type(card.card.number);
    await cashier.getByRole('heading', { name: 'Eva', exact: true }).waitFor();
    await till.tap('12.50');
    await till.post();
    await till.button('Next customer').waitFor();
    await guest.getByText(/^6$/u).first().waitFor();
    expect(performance.now() - begun).toBeLessThan(fiveMinutesMs);

    await page.goto('/set-up');
    await at(page, 'Kaffeehaus Blau is open');
    const second = await club.page(undefined, desk);
    await second.goto(link);
    await at(second, 'This club has already been set up');
    for (const one of [page, guest, cashier, second]) await one.context().close();
  }, 240_000);

  it('shows a checklist on the overview, until it is complete or dismissed', async () => {
    const { cookie } = await makeStaff(club.api, ['admin']);
    await makeLocation(club.api);
    await makeRule(club.api);
    const page = await club.page(cookie, desk);
    await page.goto('/console');
    const list = page.locator('section', { hasText: 'Set up your club' });
    await list.waitFor();
    const missing = (await list.getByRole('link').allTextContents()).join();
    expect(missing).toContain('Add a product');
    const { data: rewards } = await club.api.client({ cookie }).call(listRewards);
    expect(missing.includes('Publish a reward')).toBe(rewards.length === 0);
    expect(missing).not.toMatch(/Add a location|Publish an earning rule/u);
    await list.getByRole('link', { name: 'Add a product' }).click();
    await page.waitForURL('**/console/products?new=yes');
    await page.getByRole('dialog').waitFor();
    await page.goto('/console');
    await page.getByRole('button', { name: 'Do not show this again' }).click();
    await list.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    expect(await list.count()).toBe(0);
    await page.context().close();
  });

  it('prevents two admins from overwriting each other’s settings', async () => {
    const [one, other] = [await makeStaff(club.api, ['admin']), await makeStaff(club.api, ['admin'])];
    const page = await club.page(one.cookie, desk);
    await page.goto('/console/settings');
    const api = club.api.client({ cookie: other.cookie });
    const { version, name } = await api.call(getClub);
    await api.call(updateClub, { body: { timeZone: 'Europe/Prague' }, version });
    await page.getByLabel('Club name').fill('Kaffeehaus Rot');
    const form = page.locator('form[action="?/club"]');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').filter({ hasText: 'Someone else changed this' }).waitFor();
    expect(await page.getByLabel('Club name').inputValue()).toBe('Kaffeehaus Rot');
    expect(await api.call(getClub)).toMatchObject({ name, timeZone: 'Europe/Prague' });
    await form.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.locator('[data-sonner-toast]', { hasText: 'Saved' }).waitFor();
    expect((await api.call(getClub)).name).toBe('Kaffeehaus Rot');
    await page.context().close();
  });

  it('changes and removes the logo in the settings', async () => {
    const { cookie } = await makeStaff(club.api, ['manager']);
    const { code } = await makeLocation(club.api);
    const page = await club.page(cookie, { ...desk, theme: 'dark' });
    await page.goto('/console/settings');
    const before = (await club.api.client().call(getClub)).logo;
    await page.getByLabel('Logo').setInputFiles(picture(drawPng({ width: 30_000, height: 3 })));
    await press(page, 'Use this logo');
    await page.getByText('too many pixels').first().waitFor();
    await page.getByLabel('Logo').setInputFiles(picture(drawPng({ width: 64, height: 32 })));
    await press(page, 'Use this logo');
    await page.locator('[data-sonner-toast]', { hasText: 'Saved' }).waitFor();
    const after = (await club.api.client().call(getClub)).logo;
    expect(after).not.toBe(before);
    await page.locator(`aside img[src="${after ?? ''}"]`).waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await press(page, 'Remove logo');
    await page.locator('aside img').waitFor({ state: 'detached' });
    expect((await club.api.client().call(getClub)).logo).toBeNull();

    await page.goto(`/console/locations/${code}/poster?language=cs`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await faultsOn(page)).toEqual([]);
    await page.goto('/console/locations/nowhere/poster');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('img', { name: /^QR/u }).count()).toBe(0);
    await page.context().close();
  });
});

import {
  getClub,
  getInterestSettings,
  getOwnCard,
  getOwnInterests,
  listOwnVouchers,
  setInterestSettings,
  updateClub,
  useVoucher,
} from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SettleInterestsJob } from '../../apps/api/src/features/interests/index.ts';
import { findBrowser } from '../support/browser.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { gotoWithLateScripts, readQr, startClub, type TestClub, untilGone } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';

describe.runIf(await findBrowser())('the member pages', () => {
  let club: TestClub;
  let shop: Shop;

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
  });
  afterAll(() => club.close());

  const balanceOn = (page: Page) => page.getByTestId('balance').locator('.sr-only').textContent();

  it('register in under a minute and show the card at once', async () => {
    const started = performance.now();
    const page = await club.page();
    await page.goto('/join');
    const asked = `[...document.querySelectorAll('main :is(input, select, textarea):not([type=hidden])')].map(({ name }) => name)`;
    expect(await page.evaluate(asked)).toEqual(['firstName', 'email', 'password']);
    await page.getByLabel('Vorname').fill('Anna');
    await page.getByLabel('E-Mail', { exact: true }).fill('anna@member.example');
    await page.getByLabel('Passwort').fill('ein kurzer Satz');
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await page.getByRole('link', { name: 'Karte', exact: true }).click();
    const scanned = await readQr(page.getByTestId('qr'));
    expect(performance.now() - started).toBeLessThan(60_000);

    const [session] = (await page.context().cookies()).filter(({ name }) => name === 'regulars');
    const own = await club.api.client({ cookie: `regulars=${session?.value}` }).call(getOwnCard);
    expect(scanned).toBe(own.code);
    expect((await page.getByTestId('number').textContent())?.replaceAll(' ', '')).toBe(own.card.number);
    await page.context().close();
  });

  it('show a purchase and its explanation without a reload', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    const page = await club.page(cookie);
    const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
    await page.goto('/club');
    await listening;
    expect(await balanceOn(page)).toBe('0');
    await page.evaluate('globalThis.isSamePage = true');

    for (const [amount, balance] of [
      [3180, '31'],
      [1250, '43'],
      [700, '50'],
    ] as const) {
      await shop.sell(amount, member.id);
      await page.getByTestId('new-balance').getByText(balance, { exact: true }).waitFor();
      expect(await balanceOn(page)).toBe(balance);
      const receipt = page.getByRole('dialog');
      expect(await receipt.textContent()).toMatch(/€ × 1, abgerundet/u);
      await receipt.getByRole('button', { name: 'Schließen' }).click();
      await receipt.waitFor({ state: 'detached' });
    }
    expect(await page.evaluate<boolean>('globalThis.isSamePage === true')).toBe(true);
    const said = page
      .getByRole('status')
      .filter({ hasText: `7 Punkte bei ${shop.location.name}. Neuer Stand: 50.` });
    await expect.poll(() => said.count(), { timeout: 15_000 }).toBe(1);
    await page.context().close();
  });

  it('redeem in two taps, show the voucher, and show its use', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(30_000, member.id);
    const page = await club.page(cookie);
    await page.goto('/club/rewards');
    await page.getByRole('link', { name: /Cappuccino/u }).click();
    await page.getByRole('link', { name: 'Für 120 Punkte einlösen' }).click();
    await page.getByRole('button', { name: 'Einlösen', exact: true }).click();
    await page.getByText('Dein Gutschein ist da').waitFor();

    const { data } = await club.api.client({ cookie }).call(listOwnVouchers);
    expect(data).toHaveLength(1);
    expect(await readQr(page.getByTestId('qr'))).toBe(data[0]?.qr);
    expect(await page.getByTestId('code').textContent()).toBe(data[0]?.code);
    // The API names the moment from which on it is dead.
    const lastMoment = new Date(Date.parse(data[0]?.expiresAt ?? '') - 1);
    const lastDay = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeZone: 'Europe/Vienna' });
    await page.getByText(`gültig bis ${lastDay.format(lastMoment)}`).waitFor();

    await shop.till.call(useVoucher, {
      params: { code: data[0]?.code ?? '' },
      body: { location: shop.location.code },
    });
    await page
      .getByTestId('state')
      .getByText(/^Eingelöst am/u)
      .waitFor();
    await untilGone(page.getByTestId('qr'));
    await page.goto('/club');
    expect(await balanceOn(page)).toBe('180');
    await page.context().close();
  });

  it('cancel an unused voucher and give the points back', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(12_000, member.id);
    const page = await club.page(cookie);
    await page.goto(`/club/rewards/${shop.rewards.coffee.id}`);
    await page.getByRole('link', { name: 'Für 120 Punkte einlösen' }).click();
    await page.getByRole('button', { name: 'Einlösen', exact: true }).click();
    await page.getByRole('link', { name: 'Gutschein stornieren' }).click();
    await page.getByRole('button', { name: 'Gutschein stornieren' }).click();
    await page.getByText('Storniert. Du hast 120 Punkte zurück').waitFor();
    await page.goto('/club');
    expect(await balanceOn(page)).toBe('120');
    await page.goto('/club/activity');
    expect(await page.getByRole('main').textContent()).toContain('Storniert');
    await page.context().close();
  });

  it('claim the receipt of a forgotten card once', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    await shop.sell(4730, undefined, 'R-2026-77');
    const page = await club.page(cookie);
    const claim = async (total: string): Promise<void> => {
      await page.goto('/club/activity/claim');
      await page.getByLabel('Geschäft').selectOption(shop.location.code);
      await page.getByLabel('Belegnummer').fill('R-2026-77');
      await page.getByLabel('Summe').fill(total);
      await page.getByRole('button', { name: 'Punkte nachtragen' }).click();
    };
    await claim('viel');
    await page.getByText('Gib einen Betrag ein').waitFor();
    const isFocused = "document.activeElement.name === 'total'";
    await expect.poll(() => page.evaluate<boolean>(isFocused)).toBe(true);
    expect(await page.getByLabel('Belegnummer').inputValue()).toBe('R-2026-77');
    await claim('47,30');
    await page.getByText('47 Punkte nachgetragen').waitFor();
    await page.getByRole('link', { name: 'Warum 47?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Beleg R-2026-77' }).waitFor();
    expect(await page.getByTestId('earned').textContent()).toBe('+47');
    await claim('47,30');
    await page.getByRole('alert').waitFor();
    await page.context().close();
  });

  it('keep what was typed before hydration', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    await shop.sell(4730, undefined, 'R-2026-78');
    const page = await club.page(cookie);
    const hydrate = await gotoWithLateScripts(page, '/club/activity/claim');
    await page.getByLabel('Geschäft').selectOption(shop.location.code);
    await page.getByLabel('Belegnummer').fill('R-2026-78');
    await page.getByLabel('Summe').fill('47,30');
    await hydrate();
    expect(await page.getByLabel('Geschäft').inputValue()).toBe(shop.location.code);
    await page.getByRole('button', { name: 'Punkte nachtragen' }).click();
    await page.getByText('47 Punkte nachgetragen').waitFor();
    await page.context().close();
  });

  it('change profile, consents and language', async () => {
    const me = await makeSignedInMember(club.api, { firstName: 'Anna' });
    const given = ['newsletter', 'surveys'].map((purpose) => ({ purpose, granted: true }));
    await send(club.api, 'patch', '/me', { ...me, version: 1, body: { consents: given } }).expect(200);
    const page = await club.page(me.cookie);
    await page.goto('/club/profile');
    const about = page.locator('form[action="?/personal"]');
    await about.getByLabel('Telefon').fill('12');
    await about.getByRole('button', { name: 'Speichern' }).click();
    await about.getByText('Das ist keine Telefonnummer').waitFor();
    expect(await about.getByLabel('Telefon').inputValue()).toBe('12');
    await about.getByLabel('Telefon').fill('+43 660 1234567');
    await about.getByLabel('Vorname').fill('Ania');
    await about.getByLabel('Sprache').selectOption('cs');
    await about.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('heading', { name: 'O mně' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Ania');

    const consents = page.locator('form[action="?/consents"]');
    await consents.getByLabel('Novinky a nabídky e-mailem').uncheck();
    await consents.getByRole('button', { name: 'Uložit' }).click();
    await consents.getByRole('status').waitFor();
    await page.reload();
    // A withdrawn consent is not asked for again.
    expect(await consents.getByLabel('Průzkumy e-mailem').isChecked()).toBe(true);
    expect(await consents.getByLabel('Novinky a nabídky e-mailem').count()).toBe(0);
    await page.context().close();
  });

  it('redeem and cancel without JavaScript', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(12_000, member.id);
    const page = await club.page(cookie, { javaScript: false });
    await page.goto('/club');
    expect(await balanceOn(page)).toBe('120');
    await page.goto('/club/card');
    expect(await readQr(page.getByTestId('qr'))).toBe(
      (await club.api.client({ cookie }).call(getOwnCard)).code ?? '',
    );
    await page.goto('/club/rewards?category=Kaffee');
    expect(await page.getByRole('link', { name: /Verkostung/u }).count()).toBe(0);
    await page.getByRole('link', { name: /Cappuccino/u }).click();
    await page.getByRole('link', { name: 'Für 120 Punkte einlösen' }).click();
    await page.getByRole('button', { name: 'Einlösen', exact: true }).click();
    await page.getByText('Dein Gutschein ist da').waitFor();
    await page.getByRole('link', { name: 'Gutschein stornieren' }).click();
    await page.getByRole('heading', { name: 'Diesen Gutschein stornieren?' }).waitFor();
    await page.getByRole('button', { name: 'Gutschein stornieren' }).click();
    await page.getByText('Storniert. Du hast 120 Punkte zurück').waitFor();
    await page.context().close();
  });

  it('let a member remove an interest, refuse one for good, and withdraw the consent behind them', async () => {
    const { version } = await shop.till.call(getClub);
    const interests = ['Kaffee', 'Tee'].map((name) => ({ key: name.toLowerCase(), name: { de: name } }));
    await shop.till.call(updateClub, { version, body: { interests } });
    const { version: first, ...settings } = await shop.till.call(getInterestSettings);
    const categories = [{ category: 'coffee', interests: ['kaffee'] }];
    await shop.till.call(setInterestSettings, { version: first, body: { ...settings, categories } });
    const consents = [{ purpose: 'profiling', granted: true } as const];
    const { cookie, member } = await makeSignedInMember(club.api, { consents });
    await shop.sell(900, member.id);
    const known = async (): Promise<string[]> => {
      await club.api.app.get(SettleInterestsJob).run();
      const own = await club.api.client({ cookie }).call(getOwnInterests);
      return own.interests.map(({ key }) => key);
    };
    await expect.poll(known, { timeout: 15_000 }).toEqual(['kaffee']);

    const page = await club.page(cookie);
    await page.goto('/club/profile');
    await page.getByRole('link', { name: 'Meine Interessen' }).click();
    await page.getByText(/^Einmal gekauft/u).waitFor();
    await page.getByRole('button', { name: 'Entfernen: Kaffee' }).click();
    await page.getByText('„Kaffee“ entfernt.').waitFor();
    expect(await known()).toEqual([]);
    await page.getByRole('button', { name: 'Rückgängig' }).click();
    await page.getByText(/^Einmal gekauft/u).waitFor();
    await page.getByRole('button', { name: 'Tee', exact: true }).click();
    await page.getByRole('button', { name: 'Nichts mehr davon: Tee' }).click();
    await page.getByText('„Tee“ kommt nicht wieder.').waitFor();
    await page.getByRole('button', { name: 'Wieder erlauben: Tee' }).waitFor();
    expect(await known()).toEqual(['kaffee']);

    await page.goto('/club/profile');
    await page.getByLabel('Personalisierung').uncheck();
    await page.locator('form[action="?/consents"]').getByRole('button', { name: 'Speichern' }).click();
    await expect.poll(known).toEqual([]);
    await page.goto('/club/profile/interests');
    await page.getByRole('link', { name: 'Auswählen, was wir nutzen dürfen' }).waitFor();
    await page.context().close();
  });

  it('are sent compressed', async () => {
    for (const coding of ['br', 'gzip']) {
      const { headers } = await fetch(`${club.url}/join`, { headers: { 'accept-encoding': coding } });
      expect(headers.get('content-encoding')).toBe(coding);
    }
  });

  it('answer an unknown page, or a page of another member, with helpful links', async () => {
    const { member } = await makeSignedInMember(club.api);
    const foreign = await shop.sell(1000, member.id);
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie);
    for (const path of [`activity/${foreign.id}`, 'activity/none', 'vouchers/none', 'rewards/none']) {
      const answer = await page.goto(`/club/${path}`);
      expect([400, 404]).toContain(answer?.status());
      await page.getByRole('link', { name: 'Zu meinem Club' }).waitFor();
    }
    await page.context().close();
  });
});

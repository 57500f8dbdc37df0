import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { readQr, startClub, type TestClub } from '../support/portal.ts';
import { writeVideo } from '../support/qr-video.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('member, cashier and manager at once', () => {
  let club: TestClub;
  let shop: Shop;
  let folder: string;

  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    folder = await mkdtemp(join(tmpdir(), 'regulars-counter-'));
  });
  afterAll(async () => {
    await club.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A till whose camera sees the member's page. */
  const tillSeeing = async (film: string, cookie: string): Promise<Page> => {
    const browser = await launchBrowser([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    const context = await browser.newContext({
      baseURL: club.url,
      viewport: { width: 1180, height: 820 },
      serviceWorkers: 'block',
      reducedMotion: 'reduce',
    });
    const [name = '', value = ''] = cookie.split('=');
    const language = { name: 'PARAGLIDE_LOCALE', value: 'en' };
    await context.addCookies([{ name, value }, language].map((one) => ({ ...one, url: club.url })));
    return context.newPage();
  };

  it('go through scan, purchase, points, reward, voucher and its use; the manager sees it', async () => {
    const anna = await makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    const cashier = await makeStaff(club.api, ['cashier']);
    const manager = await makeStaff(club.api, ['manager']);

    const console_ = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await console_.goto('/console');

    const phone = await club.page(anna.cookie);
    const listening = phone.waitForResponse(/\/api\/v1\/me\/events$/u);
    await phone.goto('/club/card');
    await listening;
    const film = join(folder, 'card.y4m');
    await writeVideo(film, phone.getByTestId('qr'));

    const counter = await tillSeeing(film, cashier.cookie);
    await counter.goto('/till');
    await counter.locator(`input[name=location][value="${shop.location.code}"]`).check();
    await counter.getByRole('button', { name: 'Open the till' }).click();
    await counter.getByRole('heading', { name: 'Anna K.' }).waitFor();
    const till = new TillPage(counter);
    await till.tap('150');
    await till.preview.waitFor();
    await till.post();
    await counter.getByText('New balance: 150 points').waitFor();

    await phone.getByTestId('new-balance').getByText('150', { exact: true }).waitFor();
    expect(await phone.getByRole('dialog').textContent()).toMatch(/€ × 1, abgerundet/u);
    await console_.getByRole('cell', { name: 'Anna K.' }).first().waitFor();

    await phone.goto('/club/rewards');
    await phone.getByRole('link', { name: /Cappuccino/u }).click();
    await phone.getByRole('link', { name: 'Für 120 Punkte einlösen' }).click();
    await phone.getByRole('button', { name: 'Einlösen', exact: true }).click();
    await phone.getByText('Dein Gutschein ist da').waitFor();
    const voucher = await readQr(phone.getByTestId('qr'));

    const desk = await TillPage.open(club, { cookie: cashier.cookie, location: shop.location.code });
    await desk.type(voucher ?? '');
    const dialog = desk.page.getByRole('dialog', { name: 'Cappuccino' });
    await dialog.getByText('For Anna K.').waitFor();
    await dialog.getByRole('button', { name: 'Redeem' }).click();
    await phone
      .getByTestId('state')
      .getByText(/^Eingelöst am/u)
      .waitFor();
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await desk.wedge(voucher ?? '');
    await desk.page.getByRole('heading', { name: 'Already redeemed' }).waitFor();
    await desk.page.getByText(/^Redeemed on .+ at Morgenrot Wien 1\./u).waitFor();

    await console_.goto(`/console/members/${anna.member.id}`);
    await console_
      .getByText(/Voucher used/u)
      .first()
      .waitFor();
    expect(await console_.getByRole('main').innerText()).toMatch(/Available\s+30\s/iu);
    await counter.context().browser()?.close();
  });
});

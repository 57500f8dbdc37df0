import { redeemReward, signOut, useVoucher, type Voucher } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, colourFaults, switchToDark } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { openGateway } from '../support/gateway.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { readQr, startClub, type TestClub, untilGone } from '../support/portal.ts';
import { expectProblem, send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';

describe.runIf(await findBrowser())('a member’s card, session and pages without network', () => {
  let club: TestClub;
  let shop: Shop;
  let key: string;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    key = await makeKey(club.api);
  });
  afterAll(() => club.close());

  const scan = (code: string) => send(club.api, 'post', '/cards/resolve', { key, body: { code } });

  it('a lost card is blocked in two taps, and a new one is there in a third', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    await shop.sell(7_000, member.id);
    const page = await club.page(cookie);
    await page.goto('/club/card');
    const lost = (await readQr(page.getByTestId('qr'))) ?? '';
    await page.getByRole('link', { name: 'Karte verloren' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Jetzt sperren' }).click();
    await page.getByText('Diese Karte ist gesperrt').waitFor();
    await expectProblem(scan(lost), 422, 'card-blocked', '/code');
    await untilGone(page.getByTestId('qr'));
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Neue Karte holen' }).click();
    await page.getByText('Das ist deine neue Karte.').waitFor();
    const found = await readQr(page.getByTestId('qr'));
    expect(found).not.toBe(lost);
    const { body } = await scan(found ?? '').expect(200);
    expect(body).toMatchObject({ member: { id: member.id }, balance: { available: 70 } });
    await expectProblem(scan(lost), 422, 'card-blocked', '/code');
    await page.context().close();
  });

  it('a card that the club blocked says so and shows the way to the shop, without JavaScript too', async () => {
    const { cookie, member } = await makeSignedInMember(club.api);
    const { body: cards } = await send(club.api, 'get', `/members/${member.id}/cards`, { key });
    await send(club.api, 'post', `/cards/${cards.data[0].id}/block`, {
      key,
      body: { reason: 'misuse' },
    }).expect(200);
    const page = await club.page(cookie, { javaScript: false });
    const reply = await page.goto('/club/card');
    expect(reply?.status()).toBe(200);
    await page.getByText('Diese Karte ist gesperrt').waitFor();
    await page.getByText('Frag im Laden nach einer neuen Karte').waitFor();
    await page.getByRole('heading', { name: 'So findest du uns' }).waitFor();
    await page.getByText('Morgenrot Wien 1').waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.content()).not.toContain('misuse');
    await page.context().close();
    const dark = await club.page(cookie);
    await dark.goto('/club/card');
    await switchToDark(dark);
    expect(await colourFaults(dark)).toEqual([]);
    await dark.context().close();
  });

  const leads: Record<string, (page: Page, end: () => Promise<unknown>) => Promise<string>> = {
    'a full load': async (page, end) => {
      await end();
      await page.goto('/club/activity');
      return '/club/activity';
    },
    'a tap on a link': async (page, end) => {
      await end();
      await page.getByRole('link', { name: 'Clubs', exact: true }).first().click();
      return '/club/communities';
    },
    'a tap on the card': async (page, end) => {
      await end();
      await page.getByRole('link', { name: 'Karte', exact: true }).first().click();
      return '/club/card';
    },
    'the way back': async (page, end) => {
      await page.getByRole('link', { name: 'Prämien' }).first().click();
      await page.waitForURL('**/club/rewards');
      await page.getByRole('heading', { level: 1, name: 'Prämien' }).waitFor();
      await end();
      await page.goBack();
      return '/club';
    },
    'a live stream that ends': async (page, end) => {
      const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
      await page.goto('/club/rewards');
      await listening;
      await end();
      return '/club/rewards';
    },
    'a page that the browser kept whole': async (page, end) => {
      // Without the stream, as in a page that was asleep.
      await page.route('**/me/events', () => undefined);
      await page.goto('/club/rewards');
      await end();
      await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
      return '/club/rewards';
    },
  };

  it.each(Object.entries(leads))(
    'after the session ended elsewhere, %s leads to the sign-in and back',
    async (_, lead) => {
      const signedIn = await makeSignedInMember(club.api);
      const page = await club.page(signedIn.cookie);
      // Only the test's own step may find out.
      if (!lead.toString().includes('me\\/events')) await page.route('**/me/events', () => undefined);
      await page.goto('/club');
      const path = await lead(page, () => club.api.client({ cookie: signedIn.cookie }).call(signOut));
      await page.waitForURL(`**/sign-in?continue=${encodeURIComponent(path)}`);
      await signInOn(page, signedIn);
      await page.waitForURL(`**${path}`);
      await page.context().close();
    },
  );

  const signInOn = async (page: Page, { email, password }: SignedInMember): Promise<void> => {
    await page.getByLabel('E-Mail').fill(email);
    await page.getByLabel('Passwort').fill(password);
    await page.getByRole('button', { name: 'Anmelden' }).click();
  };

  const makeVoucher = async ({ cookie, member }: SignedInMember): Promise<Voucher> => {
    await shop.sell(12_000, member.id);
    const params = { id: shop.rewards.coffee.id };
    return (await club.api.client({ cookie }).call(redeemReward, { params, body: {} })).voucher;
  };
  const untilKept = (page: Page, path: string): Promise<void> =>
    expect
      .poll(
        () =>
          page.evaluate<boolean>(
            `caches.open('personal').then((kept) => kept.match('${path}')).then(Boolean)`,
          ),
        {
          timeout: 15_000,
        },
      )
      .toBe(true);

  it('unused vouchers open without network, with their age, and nothing of them after signing out', async () => {
    const signedIn = await makeSignedInMember(club.api);
    const voucher = await makeVoucher(signedIn);
    const path = `/club/vouchers/${voucher.id}`;
    const page = await club.page(signedIn.cookie, { installed: true });
    await page.goto('/club');
    await untilKept(page, path);
    await page.reload();
    await page.context().setOffline(true);
    await page.goto('/club');
    await page.getByText(/^Du bist offline\. Stand von \d\d:\d\d\.$/u).waitFor();
    await page.locator(`a[href="${path}"]`).first().click();
    await page.getByTestId('code').getByText(voucher.code).waitFor();
    await page.getByText(/^Du bist offline\. Stand von \d\d:\d\d\.$/u).waitFor();
    expect(await readQr(page.getByTestId('qr'))).toBe(voucher.qr);
    await page.goto('/club/vouchers');
    await page.getByRole('link', { name: /Cappuccino/u }).waitFor();

    await page.context().setOffline(false);
    await page.goto('/club/profile');
    await page.getByRole('main').getByRole('button', { name: 'Abmelden' }).last().click();
    await page.waitForURL((url) => !url.pathname.startsWith('/club'));
    await page.context().setOffline(true);
    for (const kept of [path, '/club/vouchers']) {
      await page.goto(kept);
      expect(await page.content()).not.toContain(voucher.code);
      expect(await page.content()).not.toContain('Cappuccino');
    }
    await page.context().close();
  });

  it('unused vouchers open while the server is down; a used one does not, nor any after the session ended', async () => {
    const signedIn = await makeSignedInMember(club.api);
    const [used, unused] = [await makeVoucher(signedIn), await makeVoucher(signedIn)];
    const pathOf = ({ id }: Voucher): string => `/club/vouchers/${id}`;
    const gateway = await openGateway(club.url);
    const page = await club.page(signedIn.cookie, { installed: true });
    await page.goto(`${gateway.url}/club`);
    await untilKept(page, pathOf(used));
    await untilKept(page, pathOf(unused));
    await shop.till.call(useVoucher, { params: { code: used.code }, body: { location: shop.location.code } });
    await page.goto(`${gateway.url}/club`);
    await expect
      .poll(() => page.evaluate(`caches.match('${pathOf(used)}').then(Boolean)`), { timeout: 15_000 })
      .toBe(false);

    const other = await club.page(signedIn.cookie, { installed: true });
    const second = await openGateway(club.url);
    await other.goto(`${second.url}/club`);
    await untilKept(other, pathOf(unused));

    await gateway.cut();
    await page.goto(`${gateway.url}${pathOf(unused)}`);
    await page.getByTestId('code').getByText(unused.code).waitFor();
    await page.getByText(/^Du bist offline\. Stand von/u).waitFor();
    await page.context().close();

    await club.api.client({ cookie: signedIn.cookie }).call(signOut);
    await other.goto(`${second.url}/club/activity`);
    await other.waitForURL('**/sign-in**');
    await second.cut();
    await other.goto(`${second.url}${pathOf(unused)}`).catch(() => null);
    expect(await other.content()).not.toContain(unused.code);
    await other.context().close();
  });
});

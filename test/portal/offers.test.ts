import type { Offer, OwnOffer } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { CheckoutTill, limited } from '../support/makers/checkouts.ts';
import { makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { send } from '../support/requests.ts';

const phone = { language: 'en', width: 320, height: 640 } as const;

describe.runIf(await findBrowser())('offers', () => {
  let club: TestClub;
  let shop: Shop;
  let key: string;
  let anna: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    key = await makeKey(club.api);
    anna = await makeSignedInMember(club.api, { consents: [{ purpose: 'tracking', granted: true }] });
  });
  afterAll(() => club.close());

  const open = async (path: string): Promise<Page> => {
    const page = await club.page(anna.cookie, phone);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const offerNow = async (id: string): Promise<Offer> =>
    (await send(club.api, 'get', `/offers/${id}`, { key }).expect(200)).body;
  const own = async (): Promise<OwnOffer[]> =>
    (await send(club.api, 'get', '/me/offers', { cookie: anna.cookie }).expect(200)).body.data;

  it('a member activates an offer, the till applies it by the member alone, and a return takes it back', async () => {
    const empty = await open('/club/offers');
    await empty.getByText('No offers at the moment').waitFor();
    const offer = await makeOffer(club.api, {
      name: { en: 'Your tenth' },
      description: { en: 'On everything.' },
      reason: { en: 'Because you come often' },
      ...limited({ perMember: 1 }),
    });

    const home = await open('/club');
    await home.getByRole('heading', { name: 'Offers for you' }).waitFor();
    await home.getByRole('link', { name: 'Your tenth' }).click();
    const page = home;
    await page.getByRole('heading', { level: 1, name: 'Offers' }).waitFor();
    await expect.poll(async () => (await offerNow(offer.id)).figures.seen).toBe(1);
    await page.getByText('Because you come often').waitFor();
    await page.getByText('Details').click();
    await page.getByText('On everything.').waitFor();
    await expect.poll(async () => (await offerNow(offer.id)).figures.opened).toBe(1);
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Activate Your tenth' }).click();
    const undo = page.getByRole('button', { name: 'Undo the activation of Your tenth' });
    await undo.waitFor();
    await page.locator('button:focus', { hasText: 'Undo' }).waitFor();
    await undo.click();
    await page.getByRole('button', { name: 'Activate Your tenth' }).click();
    await undo.waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const till = new CheckoutTill(club.api, key, shop.location.code);
    const { body: sold } = await till.sell(till.cart([], { member: { id: anna.member.id } })).expect(201);
    expect(sold).toMatchObject({ offers: [{ id: offer.id, name: 'Your tenth', discount: 338 }] });
    const used = await open('/club/offers');
    await used.getByRole('heading', { name: 'Used' }).waitFor();
    await used.getByRole('link', { name: '€3.38 saved' }).waitFor();

    const lines = [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ];
    await send(club.api, 'post', `/purchases/${sold.purchaseId}/returns`, {
      key,
      body: { lines, reason: 'broken' },
    })
      .set('idempotency-key', sold.purchaseId)
      .expect(201);
    expect(await own()).toMatchObject([{ id: offer.id, state: 'ready', left: 1, uses: [] }]);
  });

  it('says that an offer is over, if it ended while the page was open', async () => {
    const { sku } = await makeProduct(club.api);
    club.api.clock.advance({ hours: 1 });
    const offer = await makeOffer(club.api, {
      name: { en: 'Only today' },
      on: { where: { fact: 'line.sku', op: 'is', value: sku } },
      audience: { fact: 'member.language', op: 'is-one-of', value: ['de', 'en', 'cs'] },
    });
    const page = await open('/club/offers');
    const price = page.getByRole('article', { name: 'Only today' });
    await price.getByText(/^Your price\s*€8\.01$/u).waitFor();
    await price.getByText(/^Normal price\s*€8\.90$/u).waitFor();
    await price.getByText(/^Lowest price in the last 30 days\s*€8\.90$/u).waitFor();
    expect(await price.locator('s').allTextContents()).toEqual(['€8.90']);
    await price.getByText('A personal price: only some members get it').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const body = { state: 'ended' };
    await send(club.api, 'patch', `/offers/${offer.id}`, { key, version: offer.version, body }).expect(200);
    await page.getByRole('button', { name: 'Activate Only today' }).click();
    await page.getByRole('alert').getByText('This offer is over.').waitFor();
  });

  it('a manager reads the audience and the figures of an offer, and pauses it', async () => {
    const audience = { fact: 'member.language', op: 'is', value: 'de' } as const;
    const { sku } = await makeProduct(club.api);
    const on = { where: { fact: 'line.sku', op: 'is', value: sku } } as const;
    const startsAt = '2020-01-01T00:00:00Z';
    await makeOffer(club.api, {
      ...{ on, startsAt, audience },
      effect: { kind: 'fixed-price', prices: [{ amount: 700, currency: 'EUR' }], pieces: 2 },
      name: { en: 'For readers of German' },
      heldOut: 10,
    });
    const { cookie } = await makeStaff(club.api, ['manager']);
    const page = await club.page(cookie, { language: 'en', width: 1440, height: 900 });
    await page.goto('/console/offers');
    await untilHydrated(page);
    await page.getByRole('link', { name: 'For readers of German' }).click();
    await page.getByText(/\d+ of \d+ members at the moment/u).waitFor();
    const preview = page.getByTestId('offer-preview');
    await preview.getByText(/^Your price\s*€7\.00$/u).waitFor();
    await page.getByText('No price is struck: not all prices of the 30 days before').waitFor();
    await page.getByRole('link', { name: 'Performance' }).click();
    await page.getByText('Too few members with purchases').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Offer', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('main').getByText('Paused', { exact: true }).waitFor();
  });
});

import {
  getOffer,
  getOwnCard,
  listOffers,
  listOwnOffers,
  listPurchases,
  updateOffer,
} from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;
const phone = { language: 'en', width: 320, height: 640 } as const;

describe.runIf(await findBrowser())('offers in the console', () => {
  let club: TestClub;
  let manager: SignedIn;
  let location: string;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
    ({ code: location } = await makeLocation(club.api, { name: 'Vienna', taxRates: [20] }));
    await makeLocation(club.api, { name: 'Prague', currency: 'CZK' });
    await makeProduct(club.api, { sku: 'BEANS', name: 'House blend', category: 'coffee', quickKey: true });
    await makeRule(club.api);
  });
  afterAll(() => club.close());

  const open = async (path: string, cookie = manager.cookie, look: object = desk): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const managing = () => club.api.client({ cookie: manager.cookie });
  const stored = async (name: string) =>
    (await managing().call(listOffers)).data.find((offer) => offer.name.en === name);
  const step = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  };

  it('is made by a manager, activated by a member, applied by the card alone, and given back by a return', async () => {
    const page = await open('/console/offers/new');
    const preview = page.getByTestId('offer-preview');
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('A quarter off beans');
    await page
      .getByRole('group', { name: 'Why members get it' })
      .getByLabel('English')
      .fill('You read German');
    await page.getByLabel('Percent off', { exact: true }).fill('25');
    await page.getByTestId('till-preview').getByText('House blend').waitFor();
    await page.getByLabel(/^Times per member(?! and)/u).fill('1');
    await page.getByLabel('Vienna').check();
    await preview.getByText('25% off', { exact: true }).waitFor();
    await preview.getByRole('heading', { name: 'A quarter off beans' }).waitFor();
    await preview.getByText('You read German').waitFor();

    await page.getByText(/^\d+ of \d+ members at the moment$/u).waitFor();
    await page.getByRole('button', { name: 'Only for some members' }).click();
    await page.getByText('Fill in the conditions to see').waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    expect(await stored('A quarter off beans')).toBeUndefined();
    const row = page.locator('[data-row]');
    await row.getByRole('combobox').first().selectOption('member.language');
    await row.getByRole('combobox').last().selectOption('de');
    await page.getByText(/^\d+ of \d+ members at the moment$/u).waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'A quarter off beans' }).waitFor();
    const offer = await stored('A quarter off beans');
    expect(offer).toMatchObject({
      state: 'draft',
      reason: { en: 'You read German' },
      effect: { kind: 'percent', percent: 25 },
      audience: { fact: 'member.language', op: 'is', value: 'de' },
      activation: 'by-member',
      limits: { perMember: 1 },
    });
    await untilHydrated(page);
    expect(await axeFaults(page)).toEqual([]);
    await step(page, 'Publish');
    await page.getByText('Published', { exact: true }).waitFor();

    const { cookie } = await makeSignedInMember(club.api, { firstName: 'Anna', lastName: 'Krause' });
    const anna = club.api.client({ cookie });
    const own = await open('/club/offers', cookie, phone);
    await own.getByRole('button', { name: 'Activate A quarter off beans' }).click();
    await own.getByRole('button', { name: 'Undo the activation of A quarter off beans' }).waitFor();

    const { number } = (await anna.call(getOwnCard)).card;
    const cashier = await makeStaff(club.api, ['cashier']);
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.type(number);
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    await expect.poll(() => till.total.textContent()).toBe('€6.67');
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    await own.reload();
    await own.getByRole('link', { name: '€2.23 saved' }).waitFor();

    const [bought] = (await managing().call(listPurchases, { query: { limit: 1 } })).data;
    const purchase = await open(`/console/purchases/${bought?.id}`);
    await purchase.getByRole('button', { name: 'Return goods' }).click();
    const returning = purchase.getByRole('dialog');
    await returning.getByLabel('House blend').fill('1');
    await returning.getByLabel('Reason', { exact: false }).fill('Broken');
    await returning.getByRole('button', { name: 'Book return' }).click();
    await purchase.getByRole('heading', { name: 'Returns' }).waitFor();
    await own.reload();
    await own.getByRole('button', { name: 'Undo the activation of A quarter off beans' }).waitFor();
    expect((await anna.call(listOwnOffers)).data).toMatchObject([
      { id: offer?.id, state: 'ready', uses: [] },
    ]);
  });

  it('keeps everything that a manager saves again, and what was typed if someone else was faster', async () => {
    const offer = await makeOffer(club.api, {
      state: 'draft',
      name: { en: 'Three for two', de: 'Drei für zwei', cs: 'Tři za dvě' },
      reason: { en: 'Because you come often', de: 'Weil du oft kommst' },
      description: { en: 'Not on books.' },
      picture: 'leaf',
      effect: { kind: 'buy-get', buy: 2, get: 1, percent: 100, times: 2, given: null },
      on: { except: { fact: 'line.category', op: 'is', value: 'coffee' } },
      audience: {
        any: [
          { fact: 'member.visits', op: 'at-least', value: 3 },
          { fact: 'member.language', op: 'is', value: 'de' },
        ],
      },
      activation: 'automatic',
      heldOut: 20,
      place: 7,
      exclusive: true,
      channels: ['till'],
      limits: { total: 20, perMember: 2, perMemberAndDay: 1, perDay: 9, perCode: null },
    });
    const page = await open(`/console/offers/${offer.id}`);
    await page.getByLabel('Held out, in percent').fill('51');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Enter a whole number from 0 to 50').waitFor();
    await page.getByLabel('Held out, in percent').fill('30');
    await page.locator('label', { hasText: 'Music' }).click();
    const { version: _, updatedAt: __, figures: ___, ...before } = offer;
    await managing().call(updateOffer, {
      params: { id: offer.id },
      version: offer.version,
      body: { place: 8 },
    });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Someone else changed this').waitFor();
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await managing().call(getOffer, { params: { id: offer.id } })).toMatchObject({
      ...before,
      heldOut: 30,
      picture: 'music',
    });

    await page.getByRole('link', { name: 'Copy', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'New offer' }).waitFor();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Three for two (copy)' }).waitFor();
    const { id, name, ...content } = before;
    const copy = await stored('Three for two (copy)');
    expect(copy).toMatchObject({ ...content, heldOut: 30, picture: 'music' });
    expect(copy?.id).not.toBe(id);
    expect(copy?.name.de).toContain(name.de);
  });
});

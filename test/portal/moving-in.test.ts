import { getMemberPoints, listMembers } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

/** As an old till writes it: a title, semicolons, a comma in numbers, a name in one column, cards of its own. */
const customers = [
  'Kundenliste vom 30.11.2026;;;;;;',
  'Kundennummer;Name;E-Mail;Telefon;Kartennummer;Punktestand;gültig bis',
  'K-17;Müller, Jörg;joerg@member.example;0664 1234501;MK-000017;1.250;31.12.2027',
  'K-18;Anna Novak;anna@member.example;keine;MK-000018;80;31.12.2027',
].join('\r\n');

/** As a web shop writes it: what is said once of an order stands on its first line only. */
const orders = [
  'Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku',
  '#1001,joerg@member.example,paid,EUR,2026-10-05 10:15:00 +0200,1,House blend,12.90,B-1',
  '#1001,,,,,2,Cup,8.50,B-2',
  '#1002,anna@member.example,paid,EUR,2026-10-06 09:00:00 +0200,1,House blend,12.90,B-1',
].join('\n');

describe.runIf(await findBrowser())('moving in', () => {
  let club: TestClub;
  let manager: SignedIn;
  let cashier: SignedIn;
  let location: { code: string; name: string };

  beforeAll(async () => {
    club = await startClub();
    location = await makeLocation(club.api, { name: 'Wien 1' });
    await makeRule(club.api);
    manager = await makeStaff(club.api, ['manager']);
    cashier = await makeStaff(club.api, ['cashier']);
  });
  afterAll(() => club.close());

  const bring = async (page: Page, kind: string, name: string, text: string): Promise<void> => {
    await page.goto('/console/imports/new');
    await page.getByRole('radio', { name: kind }).check();
    const buffer = Buffer.from(text, 'utf8');
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Probelauf' }).waitFor();
  };
  const run = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Probelauf' }).click();
    await page.getByText('Geprüft', { exact: true }).waitFor();
    await page.getByText('Alle Zeilen waren in Ordnung.').waitFor();
    await page.getByRole('button', { name: 'Import starten' }).click();
    await page.getByText('Fertig', { exact: true }).waitFor();
  };

  it('customers with balances, then receipts of another system, then one of them buys with the old card', async () => {
    const page = await club.page(manager.cookie, { language: 'de' });
    await bring(page, 'Mitglieder', 'kunden.csv', customers);
    expect(await axeFaults(page)).toEqual([]);
    await run(page);
    await bring(page, 'Einkäufe', 'orders_export.csv', orders);
    await page.getByLabel('Standort, wenn die Zeile keinen nennt').selectOption(location.code);
    await run(page);

    const as = club.api.client({ cookie: manager.cookie });
    const { data } = await as.call(listMembers, { query: { query: 'joerg@member.example' } });
    expect(data).toMatchObject([{ displayName: 'Jörg Müller', phone: '+436641234501', externalId: 'K-17' }]);
    const pointsOf = async (): Promise<number> =>
      (await as.call(getMemberPoints, { params: { id: data[0]?.id ?? '' } })).available;
    // The balance, and a point for each euro of the order.
    expect(await pointsOf()).toBe(1250 + 29);

    const till = await TillPage.open(club, { cookie: cashier.cookie, location: location.code });
    await till.type('mk-000017');
    await till.page.getByRole('heading', { name: 'Jörg M.' }).waitFor();
    await till.tap('20');
    await till.post();
    await expect.poll(pointsOf).toBe(1250 + 29 + 20);
    await page.context().close();
    await till.page.context().close();
  });
});

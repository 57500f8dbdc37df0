import { readFile } from 'node:fs/promises';
import type { Import } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { startClub, type TestClub } from '../support/portal.ts';

let club: TestClub;
let cookie: string;

beforeAll(async () => {
  club = await startClub();
  ({ cookie } = await makeStaff(club.api, ['manager']));
});
afterAll(() => club.close());

const csv = (text: string) => ({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

it.each([
  { width: 1440, height: 900, theme: 'light' as const },
  { width: 320, height: 800, theme: 'dark' as const },
])('imports customers from a file after a check, and undoes the import ($width px)', async (look) => {
  const page = await club.page(cookie, { ...look, language: 'en' });
  await page.goto('/console/imports');
  await page.getByRole('link', { name: 'New import' }).first().click();
  await page.getByLabel('Choose a file').setInputFiles(csv('not a header'));
  await page.getByRole('region', { name: 'The first lines' }).waitFor();
  await page
    .getByLabel('Choose a file')
    .setInputFiles(
      csv(
        `Kundennummer;E-Mail;Vorname;Alter\nA-${look.width};a${look.width}@b.at;Änne;35\nB-${look.width};nobody;Bo;\n`,
      ),
    );
  await page.getByRole('cell', { name: 'Änne' }).first().waitFor();
  await expect.poll(() => page.getByLabel('Customer number').inputValue()).toBe('Kundennummer');
  await page.getByLabel('Alter').check();
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByLabel('Save this mapping as').fill('Till export');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByText('Mapping saved').waitFor();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByText('Checked', { exact: true }).waitFor();
  await page.getByText('E-mail (column “E-Mail”): “nobody” is not an e-mail address').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start the import' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download these lines' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^import-remarks-/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Imports' }).first().click();
  await page.getByRole('link', { name: 'customers.csv' }).first().waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});

it('reaches every conflict, decides a field for all after a question, and shows refusals in German', async () => {
  const importing = new Importing(club.api, await makeKey(club.api));
  const settings: Settings = {
    kind: 'members',
    mapping: { columns: { externalId: 'nummer', firstName: 'vorname', lastName: 'name', birthday: 'tag' } },
  };
  const file = (name: string) =>
    `nummer,vorname,name,tag\n${Array.from({ length: 60 }, (_, at) => `V-${at},${name},${at < 2 ? name : 'Gleich'},`).join('\n')}\n`;
  await importing.run(settings, file('Alt'));
  const { id } = await importing.run(settings, `${file('Neu')}V-99,Neu,Neu,2025-02-30\n`);
  const page = await club.page(cookie, { width: 390, height: 844, language: 'de' });
  await page.goto(`/console/imports/${id}`);
  await page.getByText('Zeile 51').waitFor();
  await page.getByText('Geburtstag (Spalte „tag“): „2025-02-30“ ist kein gültiges Datum').waitFor();
  await page.getByRole('link', { name: 'Weiter' }).click();
  await page.getByText('Zeile 61').waitFor();
  await page.getByLabel('Welche Konflikte?').selectOption('lastName');
  await page.getByText('Zeile 61').waitFor({ state: 'detached' });
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Alle Werte der Datei übernehmen' }).click();
  await page.getByRole('dialog').getByText('2 Konflikte').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Alle Werte der Datei übernehmen' }).click();
  await page.getByText('Zeile 51').waitFor();
  expect((await importing.get<Import>(`/imports/${id}`)).counts).toMatchObject({ conflicts: 60 });
  await page.getByRole('button', { name: 'Alle Werte des Clubs behalten' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Alle Werte des Clubs behalten' }).click();
  await page.getByText('Zeile 51').waitFor({ state: 'detached' });
  expect((await importing.get<Import>(`/imports/${id}`)).counts).toMatchObject({ conflicts: 0, matched: 60 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'herunterladen' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toBe(
    '\uFEFFZeile,Grund,nummer,vorname,name,tag\r\n62,Geburtstag (Spalte „tag“): „2025-02-30“ ist kein gültiges Datum,V-99,Neu,Neu,2025-02-30\r\n',
  );
  await page.context().close();
});

it('asks about statuses and a sum, and shows amounts and reasons', async () => {
  const { code } = await makeLocation(club.api);
  const lines = [
    'Receipt,Store,Date,Status,SKU,Total,Customer number',
    `K-1,${code},2026-11-13 10:00,paid,X,10.00,`,
    `K-2,${code},2026-11-13 11:00,parked,X,5.00,`,
    `K-3,${code},2026-11-13 12:00,refunded,Y,3.00,`,
    `K-4,${code},2026-11-13 13:00,paid,X,1.00,nobody-1`,
    `K-5,${code},2026-11-13 14:00,paid,X,1.00 $,`,
    'Total,,,,,20.00,',
  ];
  const page = await club.page(cookie, { width: 390, height: 844, language: 'en' });
  await page.goto('/console/imports/new');
  await page.getByLabel('Choose a file').setInputFiles(csv(lines.join('\n')));
  await page.getByRole('cell', { name: 'K-1' }).waitFor();
  await page.getByRole('radio', { name: 'Purchases' }).check();
  const statuses = page.getByRole('main');
  await statuses.getByLabel('refunded (1 line)').waitFor();
  expect(await statuses.getByLabel('refunded (1 line)').inputValue()).toBe('return');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('alert').getByText('First choose what this status means: parked.').waitFor();
  await statuses.getByLabel('parked (1 line)').selectOption('leave-out');
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('alert').getByText('First say whether the last line is a sum.').waitFor();
  await page.getByRole('radio', { name: 'Yes, leave it out' }).check();
  await page.getByRole('button', { name: 'Start the import' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  const amounts = page.getByRole('main');
  await amounts.getByText('The total is right').waitFor();
  await amounts.getByText('€13.00').waitFor();
  await page.getByText('Customer number: There is no member “…”').click();
  await page.getByText('There is no member “nobody-1”').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

it('renames and deletes a saved mapping', async () => {
  const importing = new Importing(club.api, await makeKey(club.api));
  const mapping = { kind: 'members', mapping: { columns: { email: 'mail' } } };
  await importing.post('/import-mappings', { ...mapping, name: 'Alte Kasse' });
  await importing.post('/import-mappings', { ...mapping, name: 'Vergeben' });
  const page = await club.page(cookie, { width: 320, height: 800, language: 'en' });
  await page.goto('/console/imports');
  await page.getByRole('button', { name: 'Rename: Alte Kasse' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mapping name').fill('Vergeben');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByLabel('Mapping name').fill('Neue Kasse');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('button', { name: 'Delete: Neue Kasse' }).click();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete: Neue Kasse' }).waitFor({ state: 'detached' });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.context().close();
});

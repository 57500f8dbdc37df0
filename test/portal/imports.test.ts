import type { Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeStaff } from '../support/makers.ts';
import { startClub, type TestClub } from '../support/portal.ts';

let club: TestClub;
let cookie: string;

beforeAll(async () => {
  club = await startClub();
  ({ cookie } = await makeStaff(club.api, ['manager']));
});
afterAll(() => club.close());

const csv = (text: string) => ({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const axe = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

it.each([
  { width: 1440, height: 900, theme: 'light' as const },
  { width: 320, height: 800, theme: 'dark' as const },
])('brings customers in from a file, checked first, and takes them out again ($width px)', async (look) => {
  const page = await club.page(cookie, { ...look, language: 'en' });
  await page.goto('/console/imports');
  await page.getByRole('link', { name: 'New import' }).first().click();
  await page.getByLabel('Choose a CSV file').setInputFiles(csv('not a header'));
  await page.getByRole('region', { name: 'The first lines' }).waitFor();
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles(
      csv(
        `Kundennummer;E-Mail;Vorname;Alter\nA-${look.width};a${look.width}@b.at;Änne;35\nB-${look.width};nobody;Bo;\n`,
      ),
    );
  await page.getByRole('cell', { name: 'Änne' }).waitFor();
  await expect.poll(() => page.getByLabel('Customer number').inputValue()).toBe('Kundennummer');
  await page.getByLabel('Alter').check();
  expect(await axe(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.getByLabel('Save this mapping as').fill('Till export');
  await page.getByRole('button', { name: 'Save mapping' }).click();
  await page.getByText('Mapping saved').waitFor();
  await page.getByRole('button', { name: 'Check first' }).click();
  await page.getByText('Checked', { exact: true }).waitFor();
  await page.getByText('email: nobody is no email').waitFor();
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start the import' }).click();
  await page.getByText('Done', { exact: true }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download refused lines' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^import-errors-/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Imports' }).first().click();
  await page.getByRole('link', { name: 'customers.csv' }).first().waitFor();
  expect(await axe(page)).toEqual([]);
  await page.context().close();
});

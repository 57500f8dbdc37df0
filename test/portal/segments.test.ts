import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const desk = { width: 1440, height: 900, theme: 'system', language: 'en' } as const;

describe.runIf(await findBrowser())('segments in the console', { timeout: 120_000 }, () => {
  let club: TestClub;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
    for (const language of ['de', 'en', 'en'] as const) await makeMember(club.api, { language });
  });
  afterAll(() => club.close());

  it('one click makes a ready one, the builder counts while one types, and what is used stays', async () => {
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/segments');
    await page.getByText('No segment yet').waitFor();
    await page.getByRole('button', { name: 'Add a segment: New members' }).click();
    await page.getByRole('heading', { level: 1, name: 'New members' }).waitFor();
    await page.getByTestId('segment-count').getByText('3', { exact: true }).waitFor();
    await page.getByText('Your club has only 3 members').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.goto('/console/segments/new');
    await page.getByText('Fill in the condition, then it is counted.').waitFor();
    await page.locator('[name=name_en]').fill('New and English');
    await page.getByLabel('Field').selectOption({ label: 'Language' });
    await page.getByLabel('Value').selectOption({ label: 'English' });
    await page.getByTestId('segment-count').getByText('2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Condition', exact: true }).click();
    await page.getByLabel('Field').nth(1).selectOption({ label: 'Segment' });
    await page.getByLabel('Value').nth(1).selectOption({ label: 'New members' });
    await page.getByTestId('met').nth(1).getByText('3').first().waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Add a segment' }).click();
    await page.getByRole('heading', { level: 1, name: 'New and English' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.goto('/console/segments');
    await page.getByRole('link', { name: 'New members' }).first().click();
    await page.getByRole('link', { name: 'New and English' }).waitFor();
    await page.getByRole('button', { name: 'Delete the segment' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Delete the segment' }).click();
    await dialog.getByText('This segment is in use.').waitFor();
  });

  it('a list takes members by their addresses', async () => {
    const { email } = await makeMember(club.api, { firstName: 'Dora', lastName: 'Moser' });
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/segments/new?kind=list');
    await page.locator('[name=name_en]').fill('Invited');
    await page.getByRole('main').getByRole('button', { name: 'Add a list' }).click();
    await page.getByText('Nobody is on the list yet.').waitFor();
    await page.locator('[name=members]').fill(`${email}\nnobody@nowhere.example`);
    await page.getByRole('button', { name: 'Add members' }).click();
    await page.getByText('Members added: 1. Already on the list: 0. Not found: 1.').waitFor();
    await page.getByText('Lines that add nobody: 2').waitFor();
    await page.getByRole('button', { name: 'Take Dora Moser off the list' }).click();
    await page.getByText('Nobody is on the list yet.').waitFor();
  });
});

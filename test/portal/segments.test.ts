import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

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
    await page.getByRole('button', { name: 'What happened', exact: true }).click();
    const happened = page.getByTestId('happened-condition');
    await happened.getByLabel('What followed').selectOption({ label: 'Never followed by' });
    await happened.getByLabel('within so many days').fill('7');
    await page.getByTestId('met').nth(2).getByText('3').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
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

  it('what is built with a live count is used in an offer and a survey, and says so', async () => {
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/segments/new');
    await page.locator('[name=name_en]').fill('German readers');
    await page.getByLabel('Field').selectOption({ label: 'Language' });
    await page.getByLabel('Value').selectOption({ label: 'German' });
    await page.getByTestId('segment-count').getByText('1', { exact: true }).waitFor();
    await page.getByTestId('segment-sentence').getByText('language is German').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Add a segment' }).click();
    await page.getByRole('heading', { level: 1, name: 'German readers' }).waitFor();
    const choose = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Only for some members' }).click();
      // The new row has the focus.
      const key = await page.locator('[data-row]:has(select:focus)').getAttribute('data-row');
      const row = page.locator(`[data-row="${String(key)}"]`);
      await row.getByLabel('Field').selectOption({ label: 'Segment' });
      await row.getByLabel('Value').selectOption({ label: 'German readers' });
      await page.getByText('1 of 3 members at the moment').waitFor();
    };

    await page.goto('/console/offers/new');
    await untilHydrated(page);
    await page.getByRole('group', { name: 'Name' }).getByLabel('English').fill('Ten off');
    await page
      .getByRole('group', { name: 'Why members get it' })
      .getByLabel('English')
      .fill('You read German');
    await page.getByLabel('Percent off', { exact: true }).fill('10');
    await choose();
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ten off' }).waitFor();

    await page.goto('/console/surveys/new');
    await untilHydrated(page);
    await page.getByRole('button', { name: 'Begin with this: After a purchase' }).click();
    await page.getByRole('heading', { level: 1, name: 'After a purchase' }).waitFor();
    await untilHydrated(page);
    await choose();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).waitFor();

    await page.goto('/console/segments');
    await page.getByRole('link', { name: 'German readers' }).click();
    await page.getByRole('link', { name: 'Ten off' }).waitFor();
    await page.getByRole('link', { name: 'After a purchase' }).waitFor();
    await page.getByRole('link', { name: 'Show the members' }).click();
    await page.getByTestId('segment-chip').getByText('German readers').waitFor();
    await page.getByRole('searchbox').fill('nobody at all');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('link', { name: 'Remove the filter German readers' }).click();
    await page.waitForURL((url) => !url.searchParams.has('segment'));
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

    const buffer = Buffer.from(`E-mail\n${email ?? ''}\nnobody@nowhere.example\n`);
    await page.locator('[name=file]').setInputFiles({ name: 'guests.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Check the file' }).click();
    await page.getByText('2 lines read. New on the list: 1').waitFor();
    await page.getByText('Lines that add nobody').click();
    await page.getByText('nobody@nowhere.example – ').waitFor();
    await page.getByRole('button', { name: 'Add 1 member', exact: true }).click();
    await page.getByRole('button', { name: 'Take Dora Moser off the list' }).waitFor();

    await page.getByRole('button', { name: 'Export on schedule' }).click();
    await page.getByRole('dialog').getByLabel('How often').selectOption({ label: 'Every day' });
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Every day, Excel workbook').waitFor();
    await page.getByRole('button', { name: 'Stop: Every day, Excel workbook' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Every day, Excel workbook').waitFor({ state: 'detached' });
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Delete the segment' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the segment' }).click();
    await page.getByText('Invited is deleted.').waitFor();
    await page.getByRole('button', { name: 'Restore: Invited' }).click();
    await page.getByRole('heading', { level: 1, name: 'Invited' }).waitFor();
  });
});

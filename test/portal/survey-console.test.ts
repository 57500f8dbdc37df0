import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;
const phone = { language: 'en', width: 320, height: 640 } as const;

describe.runIf(await findBrowser())('surveys in the console', { timeout: 120_000 }, () => {
  let club: TestClub;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub();
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(() => club.close());

  const open = async (path: string, look: typeof desk | typeof phone = desk): Promise<Page> => {
    const page = await club.page(manager.cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const step = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  };

  it('a manager begins with a template, publishes it, finds it in the list and ends it', async () => {
    const page = await open('/console/surveys');
    await page.getByText('No surveys yet').waitFor();
    await page.getByRole('link', { name: 'Add a survey' }).first().click();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Begin with this: After a purchase' }).click();
    await page.getByRole('heading', { level: 1, name: 'After a purchase' }).waitFor();
    await page.getByText('What was not good enough?').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);

    // The preview follows the fields.
    const preview = page.getByTestId('survey-preview');
    await page
      .getByRole('group', { name: 'Question', exact: true })
      .getByLabel('English')
      .fill('Would you come back?');
    await preview.getByText('Would you come back?').waitFor();
    // A question more, moved up by the keyboard. The branch still leads to a later question, so nothing is wrong.
    await page.getByRole('combobox', { name: 'Kind of question' }).first().selectOption('rating');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const title = page.getByRole('group', { name: 'Question', exact: true }).getByLabel('English');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Please fill this in').first().waitFor();
    await title.fill('How was the coffee?');
    const handle = page.getByRole('button', { name: /^Move question 4/u });
    await handle.focus();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Now question 3 of 4').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    const order = page.getByRole('button', { name: /^3\. How was the coffee\?/u });
    await order.waitFor();

    // By the pointer back to the end; then a branch that leads back keeps it from being published.
    const grips = [/^Move question 3/u, /^Move question 4/u].map((name) =>
      page.getByRole('button', { name }),
    );
    for (const grip of grips) await grip.scrollIntoViewIfNeeded();
    const [from, to] = await Promise.all(grips.map((grip) => grip.boundingBox()));
    if (!from || !to) throw new Error('both handles are shown');
    await page.mouse.move(from.x + 5, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(to.x + 5, to.y + 30, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: /^4\. How was the coffee\?/u }).click();
    await page.getByRole('button', { name: 'Add a branch' }).click();
    await page.getByRole('button', { name: 'Remove group' }).click();
    await page.getByText('Always', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove branch 1' }).click();
    const version = page.locator('form[action="?/save"] input[name=version]');
    const before = await version.inputValue();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    // What is published is the saved version.
    await expect.poll(() => version.inputValue()).not.toBe(before);

    await step(page, 'Publish');
    await page.getByText('Version 1').waitFor();
    await page.getByRole('link', { name: 'Surveys', exact: true }).first().click();
    const row = page.getByRole('row', { name: /After a purchase/u });
    await row.getByText('Live').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('Nothing found').waitFor();
    await page.getByRole('searchbox').fill('purch');
    await row.getByRole('link').click();
    await step(page, 'End');
    await page.getByText('Ended', { exact: true }).first().waitFor();
  });

  it('fits a small phone', async () => {
    const page = await open('/console/surveys/new', phone);
    await page.getByRole('button', { name: 'Begin with this: A product test' }).click();
    await page.getByRole('heading', { level: 1, name: 'A product test' }).waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
    expect(await axeFaults(page)).toEqual([]);
  });
});

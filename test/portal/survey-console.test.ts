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

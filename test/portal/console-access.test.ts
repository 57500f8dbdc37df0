import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { ConsolePages, longestMs } from '../support/console-pages.ts';

describe.runIf(await findBrowser())('pages of members, sales and work', { timeout: longestMs }, () => {
  let pages: ConsolePages;

  beforeAll(async () => {
    pages = await ConsolePages.open();
  });
  afterAll(() => pages.close());

  it('pass axe in light and dark, and fit phones and 200 % zoom, in German', async () => {
    expect(await pages.faultsOf('others')).toEqual([]);
  });

  it('show all components in Czech too, where short dates have no names of months', async () => {
    const page = await pages.club.page(pages.manager, { language: 'cs' });
    await page.goto('/design');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Stavební díly');
    await page.context().close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { ConsolePages, longestMs } from '../support/console-pages.ts';

describe.runIf(await findBrowser())('pages of the programme', { timeout: longestMs }, () => {
  let pages: ConsolePages;

  beforeAll(async () => {
    pages = await ConsolePages.open();
  });
  afterAll(() => pages.close());

  it('pass axe in light and dark, and fit phones and 200 % zoom, in German', async () => {
    expect(await pages.faultsOf('programme')).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { fillClub, people, type FullClub, type Person } from '../support/every-page.ts';
import { startClub, type TestClub } from '../support/portal.ts';

/** A small phone, a phone that lies, and a desk of 1440 × 900 at 200 % zoom. */
const sizes = [
  { width: 320, height: 568 },
  { width: 844, height: 390 },
  { width: 720, height: 450 },
];

const tooWide = 'document.documentElement.scrollWidth - innerWidth';

describe.runIf(await findBrowser())('every page', () => {
  let club: TestClub;
  let full: FullClub;

  beforeAll(async () => {
    club = await startClub();
    full = await fillClub(club);
  });
  afterAll(() => club.close());

  // Without scripts, because it takes a third of the time. The layout is the server's.
  const opened = async (person: Person): Promise<Page> => {
    const page = await club.page(full.cookies[person], { javaScript: false });
    if (person === 'cashier') await full.openTill(page);
    return page;
  };
  const faultsOn = async (page: Page, path: string): Promise<string[]> => {
    const reply = await page.goto(path);
    // A page that leads elsewhere, or is not found, was not seen.
    const reached = new URL(page.url()).pathname;
    if (reached !== path.split('?')[0]) return [`${path} leads to ${reached}`];
    const found = reply?.status() === 200 ? [] : [`${path}: ${reply?.status()}`];
    for (const size of sizes) {
      await page.setViewportSize(size);
      const over = await page.evaluate<number>(tooWide);
      if (over > 0) found.push(`${path} at ${size.width} × ${size.height}: ${over} px too wide`);
    }
    return found;
  };
  const faultsOfAll = async (person: Person): Promise<string[]> => {
    const page = await opened(person);
    const found: string[] = [];
    for (const path of full.pathsOf(person)) found.push(...(await faultsOn(page, path)));
    await page.context().close();
    return found;
  };

  it('fits a small phone, a lying one and 200 % zoom, in German', { timeout: 120_000 }, async () => {
    const found = await Promise.all(people.map((person) => faultsOfAll(person)));
    expect(found.flat()).toEqual([]);
  });

  it('shows all components in Czech too, where short dates have no names of months', async () => {
    const page = await club.page(full.cookies.manager, { language: 'cs' });
    await page.goto('/design');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Stavební díly');
    await page.context().close();
  });
});

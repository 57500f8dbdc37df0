import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themeFaults, switchToLight } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { fillClub, type FullClub } from '../support/every-page.ts';
import { expectToFit } from '../support/narrow.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const desk = { width: 1440, height: 900 };

/** Every page of the console, one after another. */
const longTest = 600_000;

describe.runIf(await findBrowser())('every page of the console', { timeout: longTest }, () => {
  let club: TestClub;
  let full: FullClub;

  beforeAll(async () => {
    club = await startClub();
    full = await fillClub(club);
  });
  afterAll(() => club.close());

  // German words are the longest.
  it('passes axe in light and dark, and fits phones and 200 % zoom, in German', async () => {
    const page = await club.page(full.cookies.manager, { ...desk, theme: 'system', language: 'de' });
    const found: string[] = [];
    for (const path of full.pathsOf('manager')) {
      await page.setViewportSize(desk);
      await switchToLight(page);
      const reply = await page.goto(path);
      const reached = new URL(page.url()).pathname;
      if (reached !== path.split('?')[0]) found.push(`${path} leads to ${reached}`);
      if (!reply?.ok()) found.push(`${path}: ${reply?.status()}`);
      found.push(...(await themeFaults(page)).map((fault) => `${path}: ${fault}`));
      await expectToFit(page, path);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('shows all components in Czech too, where short dates have no names of months', async () => {
    const page = await club.page(full.cookies.manager, { language: 'cs' });
    await page.goto('/design');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Stavební díly');
    await page.context().close();
  });
});

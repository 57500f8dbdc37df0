import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themeFaults, switchToLight } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { fillClub, type FullClub } from '../support/every-page.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const isTooWide = 'document.documentElement.scrollWidth > window.innerWidth';

/** Of tabs, filters and choices in a row, the current one. */
const cutOff = `[...document.querySelectorAll('main :is([aria-current], [data-state="active"], label:has(:checked))')]
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([, { width, left, right }]) => width > 0 && (left < 0 || right > window.innerWidth))
  .map(([text]) => text)`;

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

  it('passes axe in light and dark, and fits the smallest phone', async () => {
    const page = await club.page(full.cookies.manager, {
      width: 1440,
      height: 900,
      theme: 'system',
      language: 'en',
    });
    const found: string[] = [];
    for (const path of full.pathsOf('manager')) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await switchToLight(page);
      const reply = await page.goto(path);
      if (!reply?.ok()) found.push(`${path}: ${reply?.status()}`);
      found.push(...(await themeFaults(page)).map((fault) => `${path}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 640 });
      // The layout takes a moment to settle.
      await expect
        .poll(() => page.evaluate<boolean>(isTooWide), {
          message: `${path} at 320`,
          interval: 20,
          timeout: 15_000,
        })
        .toBe(false);
      await expect.poll(() => page.evaluate(cutOff), { message: `${path} at 320`, interval: 20 }).toEqual([]);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});

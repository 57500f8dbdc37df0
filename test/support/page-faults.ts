import type { Page, ViewportSize } from 'playwright-core';
import { switchToLight, themeFaults } from './axe.ts';
import { expectToFit } from './narrow.ts';

/**
 * Opens pages one after another: what is wrong with their replies, and what axe finds in light and dark. Throws if a page
 * does not fit phones or 200 % zoom.
 * @param page has the theme `system`
 * @param size at which axe looks at them
 */
export const pageFaults = async (
  page: Page,
  paths: readonly string[],
  size: ViewportSize,
): Promise<string[]> => {
  const found: string[] = [];
  for (const path of paths) {
    await page.setViewportSize(size);
    await switchToLight(page);
    const reply = await page.goto(path);
    const reached = new URL(page.url()).pathname;
    if (reached !== path.split('?')[0]) found.push(`${path} leads to ${reached}`);
    if (!reply?.ok()) found.push(`${path}: ${reply?.status()}`);
    found.push(...(await themeFaults(page)).map((fault) => `${path}: ${fault}`));
    await expectToFit(page, path);
  }
  return found;
};

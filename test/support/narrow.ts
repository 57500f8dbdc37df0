import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A small phone, a phone in landscape, and a desk of 1440 × 900 at 200 % zoom. */
const sizes = [
  { width: 320, height: 568 },
  { width: 844, height: 390 },
  { width: 720, height: 450 },
];

/** By how many pixels the page scrolls sideways, and which current tabs, filters and choices are cut off. */
const misfits = `({
  sideways: Math.max(0, document.documentElement.scrollWidth - innerWidth),
  cutOff: [...document.querySelectorAll('main :is([aria-current], [data-state="active"], label:has(:checked))')]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, { width, left, right }]) => width > 0 && (left < 0 || right > innerWidth))
    .map(([text]) => text),
})`;

/**
 * The page that is shown fits small sizes. It keeps the last of them.
 * @param where names the page in the message
 */
export const expectToFit = async (page: Page, where: string): Promise<void> => {
  for (const size of sizes) {
    await page.setViewportSize(size);
    // The layout takes a moment to settle.
    await expect
      .poll(() => page.evaluate(misfits), {
        message: `${where} at ${size.width} × ${size.height}`,
        interval: 20,
        timeout: 15_000,
      })
      .toEqual({ sideways: 0, cutOff: [] });
  }
};

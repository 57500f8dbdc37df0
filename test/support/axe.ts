import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Between light and dark only the colours differ. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it stands: each broken rule with the elements that break it. */
export const axeFaults = async (page: Page): Promise<string[]> => faultsBy(axeOn(page));

/** The same of the rules about colours, for a page that was looked at in another theme before. */
export const colourFaults = async (page: Page): Promise<string[]> =>
  faultsBy(axeOn(page).withRules(colourRules));

/** Shows a page of the theme `system` in the dark, and waits for the end of what moves. */
export const untilDark = (page: Page): Promise<void> => untilShown(page, 'dark');

export const untilLight = (page: Page): Promise<void> => untilShown(page, 'light');

const untilShown = async (page: Page, colorScheme: 'dark' | 'light'): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  const isShown = `matchMedia('(prefers-color-scheme: ${colorScheme})').matches && document.getAnimations().every(({ playState }) => playState === 'finished')`;
  await expect.poll(() => page.evaluate<boolean>(isShown), { interval: 20, timeout: 15_000 }).toBe(true);
};

/**
 * Within the page, which has no frames of others. The other mode of axe opens a second page for each look. Only what
 * is wrong is gathered.
 */
const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

const faultsBy = async (axe: AxeBuilder): Promise<string[]> =>
  (await axe.analyze()).violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')}`,
  );

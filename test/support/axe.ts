import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Light and dark differ only in colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** The current axe findings on the page: each broken rule with its elements. */
export const axeFaults = async (page: Page): Promise<string[]> => faultsBy(axeOn(page));

/** The same for the colour rules only, for a page that was checked in another theme before. */
export const colourFaults = async (page: Page): Promise<string[]> =>
  faultsBy(axeOn(page).withRules(colourRules));

/** Switches a page with the theme `system` to dark, and waits until its animations end. */
export const switchToDark = (page: Page): Promise<void> => untilShown(page, 'dark');

export const switchToLight = (page: Page): Promise<void> => untilShown(page, 'light');

const untilShown = async (page: Page, colorScheme: 'dark' | 'light'): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  const isShown = `matchMedia('(prefers-color-scheme: ${colorScheme})').matches && document.getAnimations().every(({ playState }) => playState === 'finished')`;
  await expect.poll(() => page.evaluate<boolean>(isShown), { interval: 20, timeout: 15_000 }).toBe(true);
};

/**
 * Runs inside the page, which has no foreign frames. The other mode of axe opens a second page for each check. Only
 * violations are collected.
 */
const axeOn = (page: Page): AxeBuilder =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });

const faultsBy = async (axe: AxeBuilder): Promise<string[]> =>
  (await axe.analyze()).violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')}`,
  );

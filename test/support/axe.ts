import axe from 'axe-core';
import type { CDPSession, Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Light and dark differ only in colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** The current axe findings on the page: each broken rule with its elements. */
export const axeFaults = (page: Page): Promise<string[]> => faultsBy(page, {});

/** The same for the colour rules only, for a page that was checked in another theme before. */
export const colourFaults = (page: Page): Promise<string[]> => faultsBy(page, { runOnly: colourRules });

/** The findings on a page with the theme `system` in light, and then in dark. It stays dark. */
export const themeFaults = async (page: Page): Promise<string[]> => {
  const inLight = await axeFaults(page);
  await switchToDark(page);
  return [...inLight, ...(await colourFaults(page))];
};

/** Switches a page with the theme `system` to dark, and waits until its animations end. */
export const switchToDark = (page: Page): Promise<void> => untilShown(page, 'dark');

export const switchToLight = (page: Page): Promise<void> => untilShown(page, 'light');

const untilShown = async (page: Page, colorScheme: 'dark' | 'light'): Promise<void> => {
  await page.emulateMedia({ colorScheme });
  const isShown = `matchMedia('(prefers-color-scheme: ${colorScheme})').matches && document.getAnimations().every(({ playState }) => playState === 'finished')`;
  await expect.poll(() => page.evaluate<boolean>(isShown), { interval: 20, timeout: 15_000 }).toBe(true);
};

/** A list is paler while it loads. The page of all components shows that state too. */
const isSettled = `(location.pathname === '/design' || document.querySelector('[aria-busy="true"]') === null)
  && document.getAnimations().every(({ playState, effect }) =>
    playState === 'finished' || effect.getComputedTiming().endTime === Infinity)`;

const faultsBy = async (page: Page, options: axe.RunOptions): Promise<string[]> => {
  await expect
    .poll(() => page.evaluate<boolean>(isSettled), { message: page.url(), interval: 20, timeout: 15_000 })
    .toBe(true);
  const [, ...others] = page.frames();
  await loadInMain(page);
  // A frame without scripts has nothing to check.
  await Promise.all(others.map((frame) => load(frame).catch(() => undefined)));
  return page.evaluate<string[]>(checkWith({ ...options, resultTypes: ['violations'] }));
};

/** Once per document: the script has half a megabyte, and most pages are checked in two themes. */
const isMissing = "typeof axe === 'undefined'";

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Past Playwright's own way, which takes half as long again for so long a text. */
const loadInMain = async (page: Page): Promise<void> => {
  if (!(await page.evaluate<boolean>(isMissing))) return;
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  await (await session).send('Runtime.evaluate', { expression: axe.source });
};

const load = async (frame: Frame): Promise<void> => {
  if (await frame.evaluate<boolean>(isMissing)) await frame.evaluate(axe.source);
};

const checkWith = (options: axe.RunOptions): string => `
  axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(
    ({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join(' '),
  ))`;

// Starts a separate demo club, opens every page as the people who use it, on phone and desk, light and dark, and
// arranges the pictures on contact sheets. --languages=en,cs, --sizes=narrow,zoom and --themes=dark choose others,
// --whole shows pages to their end, --axe looks for faults of accessibility. With --readme, it renews the few pictures of the README in docs/pictures/.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axeCore from 'axe-core';
import { chromium } from 'playwright-core';
import { findBrowser, findInstalledBrowser, noBrowser } from '../../test/support/browser.ts';
import { root } from '../../tools/programs.mjs';
import { startClub } from './club.mjs';
import { layOut } from './contact-sheet.mjs';
import { preparations } from './preparations.mjs';
import { matches } from './routes.mjs';
import { readmePictures, stops } from './stops.mjs';

const folder = join(root, 'screenshots');

/** @type {Record<string, { width: number, height: number }>} */
const sizes = {
  narrow: { width: 320, height: 568 },
  phone: { width: 390, height: 844 },
  landscape: { width: 844, height: 390 },
  tablet: { width: 820, height: 1180 },
  desk: { width: 1440, height: 900 },
  // The desk at 200 %.
  zoom: { width: 720, height: 450 },
};

/** @param {readonly string[]} args @param {string} name @param {string} otherwise */
const listIn = (args, name, otherwise) =>
  (args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise).split(',');

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {Awaited<ReturnType<typeof startClub>>} Club */

/**
 * `[--readme] [--whole] [--axe] [--languages=…] [--sizes=…] [--themes=…] [names of stops]`. Resolves to the exit code.
 * @param {readonly string[]} args
 */
export async function main(args) {
  const languages = listIn(args, 'languages', 'de');
  const chosenSizes = listIn(args, 'sizes', 'phone,desk');
  const themes = listIn(args, 'themes', 'light,dark');
  const whole = args.includes('--whole');
  const axe = args.includes('--axe');
  const only = args.filter((argument) => !argument.startsWith('--'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const chosen = Object.entries(stops)
    .map(([person, all]) => ({
      person,
      stops: all.filter(({ name }) => !only.length || only.includes(name)),
    }))
    .filter(({ stops }) => stops.length > 0);
  const dataDir = mkdtempSync(join(tmpdir(), 'regulars-pictures-'));
  const found = findInstalledBrowser() ?? (await findBrowser());
  if (!found) throw new Error(noBrowser);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: ['--hide-scrollbars', ...found.args],
  });
  /** @type {Record<string, Club>} */
  let clubs = {};
  try {
    clubs = await startClubs(
      dataDir,
      chosen.map(({ person }) => person),
    );
    const pictures = [];
    let missing = 0;
    for (const { person, stops } of chosen) {
      const club = clubs[clubOf(person)];
      if (!club) continue;
      await preparations[person]?.(club);
      for (const theme of themes) {
        for (const language of languages) {
          for (const size of chosenSizes) {
            const taken = await walk({ club, browser, person, theme, language, size, whole, axe, stops });
            pictures.push(...taken);
            missing += stops.length - taken.length;
          }
        }
      }
    }
    await layOut(browser, folder, pictures);
    if (args.includes('--readme')) renewReadme();
    const broken = pictures.filter(({ faults }) => faults > 0).length;
    console.log(
      `${pictures.length} pictures and the contact sheets are in ${folder}, ${missing} are missing.`,
    );
    if (axe) console.log(`axe finds faults on ${broken} of them.`);
    return missing + broken === 0 ? 0 : 1;
  } finally {
    await browser.close();
    for (const club of Object.values(clubs)) await club.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The people of a club that was just set up; all others are of the demo. @param {string} person */
const clubOf = (person) => (['founder', 'owner', 'newcomer'].includes(person) ? 'empty' : 'demo');

/** @param {string} dataDir @param {string[]} people @returns {Promise<Record<string, Club>>} */
async function startClubs(dataDir, people) {
  const names = [...new Set(people.map(clubOf))];
  const started = names.map(async (name) => [name, await startClub(join(dataDir, name), name === 'demo')]);
  return Object.fromEntries(await Promise.all(started));
}

/** @typedef {{ club: Club, browser: Browser, person: string, theme: string, language: string, size: string, whole: boolean, axe: boolean, stops: import('./stops/opening.mjs').Stop[] }} Walk */

/** @param {Walk} walk */
async function walk({ club, browser, person, theme, language, size, whole, axe, stops }) {
  const viewport = sizes[size];
  if (!viewport) throw new Error(`There is no size ${size}.`);
  const context = await browser.newContext({
    viewport,
    colorScheme: theme === 'dark' ? 'dark' : 'light',
    deviceScaleFactor: viewport.width < 800 ? 2 : 1,
    reducedMotion: 'reduce',
    locale: language,
    baseURL: club.url,
  });
  await context.addCookies(await club.cookiesOf(person, language));
  const page = await context.newPage();
  const taken = [];
  for (const { name, route, open } of stops) {
    const file = `${name}${language === 'de' ? '' : `-${language}`}-${size}-${theme}.png`;
    try {
      await open(page, club);
      await settled(page);
      const reached = new URL(page.url()).pathname;
      if (!matches(reached, route)) throw new Error(`It leads to ${reached}.`);
      // What stays in place while a page scrolls would be in the middle of a picture of the whole page.
      if (whole) await page.evaluate('scrollTo(0, 0)');
      const picture = await page.screenshot({ path: join(folder, file), fullPage: whole });
      const faults = axe ? await axeFaults(page) : [];
      for (const fault of faults) console.error(`${file}: axe: ${fault}`);
      taken.push({ file, size, faults: faults.length, parts: partsOf(picture, viewport) });
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    }
  }
  await context.close();
  return taken;
}

/** @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
const axeFaults = async (page) => {
  await page.evaluate(axeCore.source);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html).join(' ').slice(0, 400)))`);
};

/**
 * How many screens a picture of a whole page is high. A PNG says its width and height at its beginning.
 * @param {Buffer} picture @param {{ width: number, height: number }} viewport
 */
const partsOf = (picture, { width, height }) =>
  Math.ceil((picture.readUInt32BE(20) / picture.readUInt32BE(16) / height) * width - 0.02);

/**
 * Waits until the page is hydrated, its pictures and fonts are loaded and its animations have ended.
 * @param {import('playwright-core').Page} page
 */
async function settled(page) {
  // Not by waitForFunction, which needs eval: the pages forbid it.
  for (let tries = 0; tries < 200 && !(await page.evaluate(isSettled)); tries += 1) await pause(50);
}

// A chart comes after its page. The page of components always shows a skeleton.
const isSettled = `(location.pathname === '/design' || !document.querySelector('main .animate-pulse')) &&
  ('alive' in document.documentElement.dataset ||
  [...document.scripts].every(({ text }) => !text.includes('__sveltekit'))) && document.fonts.status === 'loaded' && [...document.images].every(({ complete }) => complete) &&
  document.getAnimations().every(({ playState }) => playState !== 'running')`;

function renewReadme() {
  const pictures = join(root, 'docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const file of readmePictures) copyFileSync(join(folder, file), join(pictures, file));
}

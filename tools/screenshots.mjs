// `npm run screenshots [-- --readme]`: starts a demo club of its own, walks every page as the people who use it, phone
// and desk, light and dark, and lays the pictures out on a contact sheet in screenshots/. With --readme the few that
// the README shows are renewed in docs/pictures/.
import './assert-runtime.mjs';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root } from './programs.mjs';
import { startClub } from './screenshots/club.mjs';
import { layOut } from './screenshots/contact-sheet.mjs';
import { readmePictures, stops } from './screenshots/stops.mjs';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const folder = join(root, 'screenshots');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
};

await build();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'regulars-pictures-'));
const club = await startClub(dataDir);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--hide-scrollbars', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
try {
  const pictures = [];
  for (const person of /** @type {const} */ (['visitor', 'member', 'cashier', 'manager'])) {
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      for (const [size, viewport] of Object.entries(sizes))
        pictures.push(...(await walk(person, theme, size, viewport)));
    }
  }
  await layOut(browser, folder, pictures);
  if (process.argv.includes('--readme')) renewReadme();
  console.log(`${pictures.length} pictures and the contact sheets are in ${folder}`);
} finally {
  await browser.close();
  await club.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/**
 * @param {'visitor' | 'member' | 'cashier' | 'manager'} person
 * @param {'light' | 'dark'} theme
 * @param {string} size
 * @param {{ width: number, height: number }} viewport
 */
async function walk(person, theme, size, viewport) {
  const context = await browser.newContext({
    viewport,
    colorScheme: theme,
    deviceScaleFactor: size === 'phone' ? 2 : 1,
    reducedMotion: 'reduce',
    locale: 'de-AT',
    baseURL: club.url,
  });
  await context.addCookies(await club.cookiesOf(person));
  const page = await context.newPage();
  const taken = [];
  for (const { name, open } of stops[person].filter(
    (stop) => only.length === 0 || only.includes(stop.name),
  )) {
    const file = `${name}-${size}-${theme}.png`;
    try {
      await open(page, club);
      await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(folder, file) });
      taken.push({ file, name, size, theme });
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      process.exitCode = 1;
    }
  }
  await context.close();
  return taken;
}

function renewReadme() {
  const pictures = join(root, 'docs', 'pictures');
  mkdirSync(pictures, { recursive: true });
  for (const file of readmePictures) copyFileSync(join(folder, file), join(pictures, file));
}

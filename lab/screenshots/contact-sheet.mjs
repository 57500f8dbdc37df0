import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Few pictures on a sheet, so that a person can read them. @type {Record<string, { cells: number, columns: number, ratio: string }>} */
const sheets = {
  narrow: { cells: 10, columns: 5, ratio: '320/568' },
  phone: { cells: 8, columns: 4, ratio: '390/844' },
  landscape: { cells: 8, columns: 2, ratio: '844/390' },
  tablet: { cells: 3, columns: 3, ratio: '820/1180' },
  desk: { cells: 4, columns: 2, ratio: '1440/900' },
  zoom: { cells: 6, columns: 2, ratio: '720/450' },
};

/** @typedef {{ file: string, size: string, parts: number }} Picture */

/**
 * Arranges the pictures on sheets, which a person checks before a release. A page that is higher than a screen takes
 * several cells.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 * @param {Picture[]} pictures
 */
export async function layOut(browser, folder, pictures) {
  const page = await browser.newPage({ viewport: { width: 1560, height: 1200 } });
  for (const [size, { cells, columns, ratio }] of Object.entries(sheets)) {
    const all = pictures.filter((picture) => picture.size === size).flatMap((each) => cellsOf(each, ratio));
    for (let sheet = 0; sheet * cells < all.length; sheet += 1) {
      const html = join(folder, `sheet-${size}-${sheet + 1}.html`);
      writeFileSync(html, sheetOf(all.slice(sheet * cells, (sheet + 1) * cells), columns));
      await page.goto(pathToFileURL(html).href);
      await page.screenshot({ path: html.replace(/html$/, 'png'), fullPage: true });
    }
  }
  await page.close();
}

/** @param {Picture} picture @param {string} ratio */
const cellsOf = ({ file, parts }, ratio) =>
  Array.from(
    { length: parts },
    (_, part) => `<figure><div style="aspect-ratio:${ratio}"><img src="${file}" alt=""
style="aspect-ratio:auto;top:${-100 * part}%"></div><figcaption>${file}${part > 0 ? ` (${part + 1})` : ''}</figcaption></figure>`,
  );

/** @param {string[]} cells @param {number} columns */
const sheetOf = (cells, columns) => `<!doctype html><meta charset="utf-8">
<style>body{margin:8px;font:13px sans-serif;display:grid;gap:8px;align-items:start;grid-template-columns:repeat(${columns},1fr)}
figure{margin:0}div{position:relative;overflow:hidden;border:1px solid #999}img{width:100%;position:absolute}</style>
${cells.join('\n')}`;

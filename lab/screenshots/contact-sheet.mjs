import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @type {Record<string, { pictures: number, columns: number }>} */
const sheets = {
  narrow: { pictures: 12, columns: 6 },
  phone: { pictures: 12, columns: 6 },
  landscape: { pictures: 6, columns: 2 },
  tablet: { pictures: 6, columns: 3 },
  desk: { pictures: 6, columns: 2 },
  zoom: { pictures: 6, columns: 2 },
};

/**
 * Arranges the pictures on sheets, which a person checks before a release.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 * @param {{ file: string, name: string, size: string, theme: string }[]} pictures
 */
export async function layOut(browser, folder, pictures) {
  const page = await browser.newPage({ viewport: { width: 1800, height: 1200 } });
  for (const [size, { pictures: count, columns }] of Object.entries(sheets)) {
    const chosen = pictures.filter((picture) => picture.size === size);
    for (let sheet = 0; sheet * count < chosen.length; sheet += 1) {
      const html = join(folder, `sheet-${size}-${sheet + 1}.html`);
      writeFileSync(html, sheetOf(chosen.slice(sheet * count, (sheet + 1) * count), columns));
      await page.goto(pathToFileURL(html).href);
      await page.screenshot({ path: html.replace(/html$/, 'png'), fullPage: true });
    }
  }
  await page.close();
}

/** @param {{ file: string }[]} pictures @param {number} columns */
const sheetOf = (pictures, columns) => `<!doctype html><meta charset="utf-8">
<style>body{margin:16px;font:14px sans-serif;display:grid;gap:16px;align-items:start;grid-template-columns:repeat(${columns},1fr)}
figure{margin:0}img{width:100%;border:1px solid #999}</style>
${pictures.map(({ file }) => `<figure><img src="${file}" alt=""><figcaption>${file}</figcaption></figure>`).join('\n')}`;

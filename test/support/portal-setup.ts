// Runs before the browser tests and checks that everything they need is there.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser, noBrowser } from './browser.ts';

const portal = fileURLToPath(new URL('../../apps/portal/build/handler.js', import.meta.url));

export default async function setUp(): Promise<void> {
  if (!existsSync(portal))
    throw new Error('The portal is not built: run the tests with "npm test", or run "npm run build" first.');
  if (await findBrowser()) return;
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`${noBrowser} REQUIRE_BROWSER=1 forbids that.`);
  console.warn(`\n${noBrowser}\n`);
}

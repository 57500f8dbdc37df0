// `npm run generate` writes everything that is generated and kept in git; with `--check` it only compares.
import './assert-runtime.mjs';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import prettier from 'prettier';
import { build } from './build.mjs';
import { describeEvents } from './describe-events.mjs';
import { root, run } from './programs.mjs';

/** @type {Record<string, () => Promise<string>>} */
const generated = {
  'docs/openapi.json': async () => {
    const { buildOpenApi } = await import('../apps/api/dist/openapi.js');
    return JSON.stringify(await buildOpenApi(), null, 2);
  },
  'docs/events.md': async () => {
    const { eventCatalogue } = await import('../libs/contracts/dist/index.js');
    return describeEvents(eventCatalogue);
  },
};

const checking = process.argv.includes('--check');
/** @type {string[]} */
const stale = [];

try {
  import.meta.resolve('libpg-query');
} catch {
  console.error('The package libpg-query is not installed: run "npm ci", or "npm install", once.');
  process.exit(1);
}
// Generated from the sources before the build, which needs them.
const types = await run('tools/sql/generate.mjs', checking ? ['--check'] : [], { show: true });
if (types.code !== 0) process.exit(types.code);

await build({ portal: false });
for (const [file, make] of Object.entries(generated)) {
  const path = join(root, file);
  const options = (await prettier.resolveConfig(path)) ?? {};
  const content = await prettier.format(await make(), { ...options, filepath: path });
  if (content === read(path)) continue;
  stale.push(file);
  if (checking) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.log(`Wrote ${file}.`);
}
if (checking && stale.length > 0) {
  console.error(`Not up to date: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
}
// Open handles of the API must not keep this process running.
process.exit(checking && stale.length > 0 ? 1 : 0);

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

// Builds what its sources have outdated: the API with its libraries, and the portal. Prints nothing when all is fresh.
import './assert-runtime.mjs';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './programs.mjs';

/** @typedef {{ name: string, sources: string[], result: string, make: (force: boolean) => Promise<{ code: number, output: string }> }} Part */

const everywhere = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json', 'tools/build.mjs'];
const neverSources = new Set(['node_modules', 'dist', 'build', '.svelte-kit', 'paraglide']);
const noteFile = join(root, '.cache', 'build.json');

/** @type {Part[]} */
const parts = [
  {
    name: 'API',
    sources: [...everywhere, 'libs', 'apps/api'],
    result: 'apps/api/dist/main.js',
    async make(force) {
      removeLeftovers();
      return run('tsc', ['-b', ...(force ? ['--force'] : [])]);
    },
  },
  {
    name: 'portal',
    sources: [...everywhere, 'libs/client', 'libs/contracts', 'libs/loyalty', 'apps/portal'],
    result: 'apps/portal/build/handler.js',
    make: () => run('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/portal') }),
  },
];

/**
 * @param {{ portal?: boolean }} [wish] `portal: false` leaves the portal as it is
 * @throws {Error} with what the compiler said
 */
export async function build({ portal = true } = {}) {
  const notes = readNotes();
  for (const part of parts) {
    if (part.name === 'portal' && !portal) continue;
    const print = fingerprint(part.sources);
    const missing = !existsSync(join(root, part.result));
    if (notes[part.name] === print && !missing) continue;
    const started = Date.now();
    const { code, output } = await part.make(missing);
    if (code !== 0) throw new Error(`The ${part.name} does not build:\n\n${output}`);
    notes[part.name] = print;
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(noteFile, JSON.stringify(notes));
    console.log(`Built the ${part.name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  }
}

/** @param {string[]} sources */
function fingerprint(sources) {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) addTo(hash, join(root, source));
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (/\.\w+$/.test(path) && !path.endsWith('.inlang')) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      if (!neverSources.has(entry.name)) addTo(hash, child);
    } else if (!/\.test\.ts$|\.tsbuildinfo$/.test(entry.name)) {
      hash.update(relative(root, child)).update('\0').update(readFileSync(child)).update('\0');
    }
  }
}

/** The compiler leaves the results of deleted sources, and a deleted migration would still run. */
function removeLeftovers() {
  for (const file of globSync('{libs/*,apps/api}/dist/**/*.js', { cwd: root })) {
    const source = join(root, file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
    if (existsSync(source)) continue;
    for (const ending of ['.js', '.js.map', '.d.ts'])
      rmSync(join(root, file.replace(/\.js$/, ending)), { force: true });
  }
}

/** @returns {Record<string, string>} */
function readNotes() {
  try {
    return JSON.parse(readFileSync(noteFile, 'utf8'));
  } catch {
    return {};
  }
}

if (import.meta.main) {
  try {
    await build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

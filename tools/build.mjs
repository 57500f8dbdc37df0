// Builds what is outdated: the API with its libraries, and the portal. Prints nothing if everything is up to date.
import './assert-runtime.mjs';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './programs.mjs';

/** @typedef {{ name: string, sources: string[], result: string, make: (force: boolean) => Promise<{ code: number, output: string }> }} Part */

const everywhere = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json', 'tools/build.mjs'];
// Build results, and files that inlang writes next to its settings.
const neverSources = new Set([
  ...['node_modules', 'dist', 'build', '.svelte-kit', 'paraglide', 'README.md'],
  ...['.lix', '.meta.json', '.gitignore', 'cache'],
]);
const noteFile = join(root, '.cache', 'build.json');

/** @type {Part[]} */
const parts = [
  {
    name: 'API',
    sources: [...everywhere, 'libs', 'apps/api'],
    result: 'apps/api/dist/main.js',
    async make(force) {
      removeLeftovers();
      copySqlFunctions();
      // The portal is built beside it. With more threads the compiler does the same work several times.
      return run('tsc', ['-b', '--singleThreaded', ...(force ? ['--force'] : [])]);
    },
  },
  {
    name: 'portal',
    sources: [
      ...everywhere,
      'libs/client',
      'libs/conditions',
      'libs/contracts',
      'libs/log',
      'libs/loyalty',
      'apps/portal',
    ],
    result: 'apps/portal/build/handler.js',
    make: () => run('vite', ['build', '--logLevel', 'warn'], { cwd: join(root, 'apps/portal') }),
  },
];

/**
 * @param {{ portal?: boolean }} [include] `portal: false` leaves the portal as it is
 * @throws {Error} with the output of the compiler
 */
export async function build({ portal = true } = {}) {
  const notes = readNotes();
  const wanted = parts.filter(({ name }) => portal || name !== 'portal');
  const results = await Promise.allSettled(wanted.map((part) => refresh(part, notes)));
  const failures = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason.message);
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
}

/**
 * @param {Part} part
 * @param {Record<string, string>} notes
 */
async function refresh({ name, sources, result, make }, notes) {
  const print = fingerprint(sources);
  const missing = !existsSync(join(root, result));
  if (notes[name] === print && !missing) return;
  console.log(`Building the ${name} …`);
  const started = Date.now();
  const { code, output } = await make(missing && notes[name] === print);
  if (code !== 0) throw new Error(`The ${name} does not build:\n\n${output}`);
  notes[name] = print;
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(noteFile, JSON.stringify(notes));
  console.log(`Built the ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
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
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    for (const name of readdirSync(path).sort()) if (!neverSources.has(name)) addTo(hash, join(path, name));
  } else if (found && !/\.test\.ts$|\.tsbuildinfo$/.test(path)) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
}

/** The compiler keeps the results of deleted sources, and a deleted migration would still run. */
function removeLeftovers() {
  const projects = ['apps/api', ...readdirSync(join(root, 'libs')).map((name) => join('libs', name))];
  for (const project of projects) {
    const dist = join(root, project, 'dist');
    const files = existsSync(dist) ? readdirSync(dist, { recursive: true, encoding: 'utf8' }) : [];
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const stem = file.slice(0, -'.js'.length);
      if (existsSync(join(root, project, 'src', `${stem}.ts`))) continue;
      for (const ending of ['.js', '.js.map', '.d.ts', '.d.ts.map'])
        rmSync(join(dist, stem + ending), { force: true });
    }
  }
}

/** Copies the SQL functions next to the compiled code that applies them, and removes deleted ones. */
export function copySqlFunctions() {
  const [sources, dist] = ['src', 'dist'].map((folder) => join(root, 'apps/api', folder));
  const wanted = globSync('**/sql/*.sql', { cwd: sources });
  for (const file of globSync('**/sql/*.sql', { cwd: dist }))
    if (!wanted.includes(file)) rmSync(join(dist, file));
  for (const file of wanted) cpSync(join(sources, file), join(dist, file));
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

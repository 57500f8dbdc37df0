import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The file to run with Node for a program of a dependency.
 * @type {Record<string, string>}
 */
const programs = {
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  eslint: 'eslint/bin/eslint.js',
  knip: 'knip/bin/knip.js',
  prettier: 'prettier/bin/prettier.cjs',
  'svelte-check': 'svelte-check/bin/svelte-check',
  // Types are checked by the native compiler, in a third of the time. The other one has an interface for tools.
  tsc: 'typescript-7/bin/tsc',
  vite: 'vite/bin/vite.js',
  vitest: 'vitest/vitest.mjs',
};

/**
 * Runs a program of a dependency on this Node and collects its output, unless `show` prints it directly.
 *
 * @param {string} name one of `programs`, or a script's path from the root
 * @param {string[]} args
 * @param {{ cwd?: string, show?: boolean, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(name, args, { cwd = root, show = false, env = {} } = {}) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const program = programs[name];
  const script = program ? join(root, 'node_modules', program) : join(root, name);
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
  const said = [];
  child.stdout?.on('data', (chunk) => said.push(chunk));
  child.stderr?.on('data', (chunk) => said.push(chunk));
  child.on('error', reject);
  child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(said).toString() }));
  return promise;
}

// `npm run check`: all checks that do not run the product. Shows failures, then a summary.
import './assert-runtime.mjs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { root, run } from './programs.mjs';

/** @typedef {{ name: string, does: () => Promise<{ code: number, output: string }>, cure?: string }} Step */

/**
 * They need nothing that is built, so they run beside the build of the API.
 * @type {Step[]}
 */
const withoutBuild = [
  {
    name: 'format',
    does: () => run('prettier', ['--check', '--log-level', 'warn', '.']),
    cure: 'npm run format',
  },
  { name: 'words of texts', does: () => run('tools/words.ts', []) },
];

/**
 * It reads the types of the API. It takes longer than all others, so it begins as soon as it can.
 * @type {Step}
 */
const lint = { name: 'lint', does: () => run('eslint', ['.', '--max-warnings', '0']) };

/** @type {Step[]} */
const steps = [
  { name: 'types of the portal', does: checkPortal },
  {
    name: 'boundaries',
    does: () =>
      run('depcruise', [
        '-T',
        'err-long',
        '--config',
        '.dependency-cruiser.mjs',
        'libs',
        'apps',
        'test',
        'lab',
        'tools',
      ]),
  },
  {
    name: 'unused code',
    does: () => run('knip', ['--no-progress']),
    cure: 'delete what nothing uses; where only its own file uses it, take the word export away',
  },
  { name: 'types of the tests', does: () => run('tsc', ['-p', 'tsconfig.test.json', '--singleThreaded']) },
  { name: 'generated files', does: () => run('tools/generate.mjs', ['--check']) },
];

/** @type {{ name: string, ok: boolean, seconds: number }[]} */
const results = [];
// Two at a time, because two of them fit into the memory of a small machine.
const api = perform({ name: 'build of the API', does: () => tryBuild({ portal: false }) });
const portal = Promise.all([api, work(withoutBuild.values())]).then(() =>
  perform({ name: 'build of the portal', does: () => tryBuild() }),
);
const waiting = steps.values();
await Promise.all([
  api
    .then(() => perform(lint))
    .then(() => portal)
    .then(() => work(waiting)),
  portal.then(() => work(waiting)),
]);

console.log('');
for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

/** @param {Iterable<Step>} waiting */
async function work(waiting) {
  for (const step of waiting) await perform(step);
}

/** @param {Step} step */
async function perform({ name, does, cure }) {
  const started = Date.now();
  const { code, output } = await does();
  if (code !== 0) console.log(`\n--- ${name}\n${output.trim()}${cure ? `\nFix: ${cure}.` : ''}`);
  results.push({ name, ok: code === 0, seconds: (Date.now() - started) / 1000 });
}

/** @param {Parameters<typeof build>[0]} [include] */
async function tryBuild(include) {
  try {
    await build(include);
    return { code: 0, output: '' };
  } catch (error) {
    return { code: 1, output: error instanceof Error ? error.message : String(error) };
  }
}

async function checkPortal() {
  const cwd = join(root, 'apps/portal');
  const messages = await run('apps/portal/scripts/check-messages.mjs', [], { cwd });
  if (messages.code !== 0) return messages;
  return run('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'], {
    cwd,
  });
}
